/// The `pipeline.yml` that `hedui init` writes: every setting with its default and what it does, in both languages.
enum ConfigurationTemplate {
    static let text = """
        # 核对（Hedui）工作目录的设置。以 # 开头的是说明；去掉某行开头的 # 即启用该项，写的是默认值。
        # Settings of a Hedui workspace. Lines with a # are remarks; take it away to switch a setting on. Values shown are
        # the defaults. 路径以本文件所在目录为准 / Paths start from the folder of this file.

        # 投放目录，可写多个；子目录名可以是登记表名或分支名。
        # Where registers are dropped; there may be several. Subfolders may name a register or a branch.
        inbox: [inbox]

        # 处理完的文件移到哪里；none 表示原地不动。
        # Where files go once their results are safe; none leaves them where they are.
        archive: archive
        rejected: rejected

        # 报告放在 output/<截止日期>/，output/latest 指向最新的一次。
        # Reports appear in output/<as-of>/; output/latest points at the newest.
        output: output

        # 台账（SQLite）：记住每次运行、文件和违规。 / The database that remembers runs, files and violations.
        # ledger: ledger.sqlite

        # 制度文件所在目录；built-in 表示用程序自带的制度。
        # The folder of the policy; built-in for the one in the program.
        # policy: policy

        # 启用的制度包；不写则按制度自身的规定。 / Packs of the policy to switch on; without it those that the policy names.
        # 带起止日期的写成 points: {from: 2026-04-01}。 / With days: points: {from: 2026-04-01}.
        # packs: [software-services, duty-table, trading, {points: {from: 2026-04-01}}]

        # 本公司的参数值和表，代替制度文件里的。 / The company's own values and tables, in place of those of the policy.
        # parameters: {最低售价比例: 0.85}
        # tables: {回访间隔: [{客户类别: 新客户, 日历日: 20}, {客户类别: 老客户, 日历日: 60}]}

        # 提示和报告的语言 / language of messages and reports: zh-CN, en
        language: zh-CN

        # 截止日期：today 或 2026-03-31。 / The day that reports are made for: today, or a date.
        # as_of: today

        # 考核月份：auto 表示截止日期前一天所在的月份。 / The month they are about; auto is the month of the day before as_of.
        # period: auto

        # 一次运行读取最近几个月的登记表（含当月）。 / How many months of registers a run reads, its own included.
        # months: 12

        # 有这一级别以上的问题或违规时，退出码为 1：info, warning, minor, error, major, critical, never
        # From which severity on findings and violations make the exit code 1.
        # fail_on: never

        # 文件多少秒没有变化才算写完。 / Seconds without change after which a file counts as whole.
        # settle: 5

        # 使用几个线程。结果与此无关。 / How many threads work. The results do not depend on it.
        # threads: 2

        # 读取单个文件的上限。 / What one file may ask of the machine.
        # limits: {file_mib: 512, part_mib: 4096, package_mib: 8192, entries: 10000, seconds: 600}

        # 生成的文件的权限和所属组。 / Permissions and group of the files that are made.
        # mode: "0640"
        # group: finance

        # 指定某些文件是哪个登记表（* 代表任意字符，** 也代表子目录）。
        # Files of which it is known which register they are (* is any text, ** also folders).
        # registers:
        #   - {file: "示例物流*.csv", register: logistics_statement}
        #   - {file: "月报/*.xlsx", sheet: "运费*", register: logistics_statement}

        # 员工的别名。 / Other names of people in the roster.
        # aliases: {小张: 张三}

        """
}
