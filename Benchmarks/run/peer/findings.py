"""Findings about cells: required ones that are blank, telephones and choices that are none, references that lead nowhere."""
import polars as pl

from common import blank, masked_phone
from rules import CHANNELS, PHONE

c = pl.col
LISTED = 200
REQUIRED = {
    "consultation": ["咨询编号", "咨询时间", "咨询方式", "客户名称", "联系人", "联系电话", "咨询内容", "登记时间", "登记人", "业务责任人", "跟进状态"],
    "order": ["订单号", "下单日期", "客户编码", "客户名称", "业务责任人", "产品类型", "订单金额", "付款方式", "录入时间", "订单状态"],
    "shipment_notice": ["发货单号", "通知日期", "订单号", "客户编码", "客户名称", "业务责任人", "产品编码", "数量", "价税合计", "发货日期"],
    "waybill": ["运单号", "物流公司", "发运日期", "发货单号", "目的地", "件数", "运费"],
    "logistics_statement": ["物流公司", "对账期间", "运单号", "发运日期", "运费", "合计"],
    "formal_customer": ["客户编码", "客户名称", "联系人", "联系电话", "地址", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "是否盖章",
                        "档案编号", "归档日期", "付款方式"],
    "logistics_contract": ["协议编号", "物流公司", "合作模式", "生效日期", "到期日期"],
    "employee": ["工号", "姓名", "部门", "岗位", "直属上级", "入职日期", "在职状态"],
}
FIELDS = {"联系人": "contact_person", "联系电话": "contact_phone", "咨询方式": "channel", "运单号": "waybill_no", "物流公司": "carrier",
          "发货单号": "shipment_no", "客户编码": "customer_code", "订单号": "order_no"}
# Register, column, register it refers to, its title, column there.
REFERENCES = [
    ("shipment_notice", "运单号", "waybill", "物流单据", "运单号"), ("shipment_notice", "订单号", "order", "订单台账", "订单号"),
    ("shipment_notice", "客户编码", "formal_customer", "正式客户登记表", "客户编码"),
    ("logistics_statement", "运单号", "waybill", "物流单据", "运单号"), ("waybill", "物流公司", "logistics_contract", "物流合作协议台账", "物流公司"),
    ("waybill", "发货单号", "shipment_notice", "发货通知单", "发货单号"), ("order", "客户编码", "formal_customer", "正式客户登记表", "客户编码"),
    ("consultation", "客户编码", "formal_customer", "正式客户登记表", "客户编码"),
]


def findings(data):
    parts = []
    for register, columns in REQUIRED.items():
        for name in columns:
            value = pl.lit("****" if name == "联系电话" else "")
            parts += listed(data, register, name, blank(name), "value.blank", value, pl.lit(f"“{name}”不能为空。"), "请补上。")
    for register in ["consultation", "formal_customer"]:
        value = masked_phone("联系电话")
        parts += listed(data, register, "联系电话", ~c("联系电话").str.replace_all(" ", "").str.contains(PHONE), "value.not-phone", value,
                        pl.format("“联系电话”的“{}”不是有效的电话号码。", value), "请填 11 位手机号，或带区号的座机。")
    value = c("咨询方式")
    parts += listed(data, "consultation", "咨询方式", ~value.is_in(CHANNELS), "value.not-declared", value,
                    pl.format("“咨询方式”的“{}”不在规定的选项里（{}）。", value, pl.lit("、".join(CHANNELS))), "请改成规定的写法。")
    for register, name, other, title, key in REFERENCES:
        value = c(name)
        parts += listed(data, register, name, ~value.is_in(data[other][key].implode()), "reference.nowhere", value,
                        pl.format("“{}”的“{}”在{}里查不到。", pl.lit(name), value, pl.lit(title)), f"请核对编号，或先在{title}里登记。")
    return pl.concat(parts)


def listed(data, register, name, test, code, value, message, remedy):
    """The first 200 cells of a kind, and one line that says how many there are in all."""
    table = data[register]
    hits = table.filter(test.fill_null(False))
    if not hits.height:
        return []
    # Row number, file and sheet are not of the file itself.
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[table.columns.index(name) - 1]
    field = FIELDS[name]
    lit = pl.lit
    none = lit(None, dtype=pl.String)

    def shaped(rows, code, cell, column, value, message, remedy):
        return rows.select(
            code=lit(code), severity=lit("warning"), file="file", sheet="sheet", cell=cell, register=lit(register), column=column,
            value=value, message=message, remedy=lit(remedy))

    result = [shaped(hits.head(LISTED), code, pl.format(letter + "{}", "row"), lit(field), value, message, remedy)]
    if hits.height > LISTED:
        is_reference = code == "reference.nowhere"
        text = (f"“{name}”共有 {hits.height} 处查不到对应的登记，只列出前 {LISTED} 处。" if is_reference
                else f"“{name}”共有 {hits.height} 处同样的问题，只列出前 {LISTED} 处。")
        result.append(shaped(hits.head(1), "reference.more" if is_reference else "value.more", none, lit(field) if is_reference else none,
                             none, lit(text), "请先改正列出的，再重新提交。"))
    return result
