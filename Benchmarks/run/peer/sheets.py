"""Sheets of a workbook in constant memory: lists with totals, filters, links and cells for decisions; small tables; charts."""
import dataclasses
import datetime

import polars.selectors as selectors
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from common import AS_OF

HEAD = 4  # title, note, totals, headers
EPOCH = datetime.date(1899, 12, 30)


@dataclasses.dataclass
class Column:
    """A column of a list, in the order of the frame's. One without a title goes to the cell of the one before it."""
    title: str | None
    kind: str = "text"  # text, long, number, money, day, link (text, tab, address), formula (its result)
    width: float = 12
    total: bool = False
    formula: str = ""
    hidden: bool = False


class Book:
    def __init__(self, path):
        self.book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        add = self.book.add_format
        grey = {"font_color": "#595959"}
        line = {"bottom": 4, "bottom_color": "#D0D7DE", "valign": "top"}
        head = {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#C5CED8"}
        decision = {"bg_color": "#FFF8D6", "locked": False, "border": 1, "border_color": "#E4D9A5", "text_wrap": True}
        self.title, self.note, self.bold = add({"bold": True, "font_size": 16}), add(grey), add({"bold": True})
        self.header, self.decision_header = add(head), add(head | {"bg_color": "#FFEFA8"})
        self.decision, self.decision_day = add(decision), add(decision | {"num_format": "yyyy-mm-dd"})
        self.total, self.total_money, self.percent = (
            add({"bold": True, "top": 1, "num_format": shape}) for shape in ["#,##0", "#,##0.00", "0.0%"])
        self.formats = {"text": add(line), "long": add(line | {"text_wrap": True}), "number": add(line),
                        "money": add(line | {"num_format": "#,##0.00"}), "day": add(line | {"num_format": "yyyy-mm-dd"}),
                        "link": add(line | {"font_color": "#0B5CAD", "underline": 1}),
                        "formula": add(line | {"num_format": "#,##0.##"})}

    def list(self, name, note, columns, rows, empty="没有。", decisions=(), panes=1):
        """One row a row of the frame. `decisions`: headers of the cells people fill in, the choices of the first of them."""
        sheet = self.page(name, note)
        titled = [column for column in columns if column.title is not None]
        headers, choices = decisions if decisions else ([], [])
        width = len(titled) - (1 if titled[-1].hidden else 0)
        # Hidden identities come behind the decisions.
        order = list(range(width)) + ([width + len(headers)] if titled[-1].hidden else [])
        last = HEAD + rows.height
        for place, column in zip(order, titled):
            sheet.set_column(place, place, column.width, None, {"hidden": 1} if column.hidden else {})
        for place, _ in enumerate(headers, width):
            sheet.set_column(place, place, 12)
        totals = {place: column for place, column in zip(order, titled) if column.total}
        if totals and rows.height:
            sheet.write_string(2, 0, "合计（随筛选变化）", self.bold)
            for place, column in totals.items():
                letter = xl_col_to_name(place)
                value = rows.to_series([i for i, one in enumerate(columns) if one is column][0]).sum()
                sheet.write_formula(2, place, f"=SUBTOTAL(109,'{name}'!${letter}${HEAD + 1}:${letter}${last})",
                                    self.total_money if column.kind == "money" else self.total, value)
        sheet.set_row(3, 30)
        for place, column in zip(order, titled):
            sheet.write_string(3, place, column.title, self.header)
        for place, title in enumerate(headers, width):
            sheet.write_string(3, place, title, self.decision_header)
        if not rows.height:
            sheet.write_string(HEAD, 0, empty, self.note)
        else:
            self.rows(sheet, columns, order, rows, range(width, width + len(headers)))
            if headers:
                self.validate(sheet, width, last - 1, choices)
        sheet.freeze_panes(HEAD, panes)
        sheet.autofilter(3, 0, max(HEAD, last - 1), max(order))
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(max(order))}{max(last, HEAD + 1)}"})
        sheet.repeat_rows(3)

    def rows(self, sheet, columns, order, rows, decisions):
        def write_link(row, place, value, form):
            text, address = value.split("\t")
            sheet.write_url(row, place, address, form, text)

        def formula_writer(formula):
            return lambda row, place, value, form: sheet.write_formula(row, place, formula.replace("{row}", str(row + 1)), form, value)

        # Days as the numbers they are in the file, all at once.
        rows = rows.with_columns((selectors.date() - EPOCH).dt.total_days())
        writers = {"text": sheet.write_string, "long": sheet.write_string, "link": write_link}
        cells, places = [], iter(order)
        for column in columns:
            place = cells[-1][0] if column.title is None else next(places)
            write = formula_writer(column.formula) if column.kind == "formula" else writers.get(column.kind, sheet.write_number)
            cells.append((place, write, self.formats[column.kind]))
        blanks = [(place, self.decision_day if place == decisions[-1] else self.decision) for place in decisions]
        for number, values in enumerate(rows.iter_rows(), HEAD):
            for (place, write, form), value in zip(cells, values):
                if value is not None:
                    write(number, place, value, form)
            for place, form in blanks:
                sheet.write_blank(number, place, None, form)

    @staticmethod
    def validate(sheet, first, last, choices):
        sheet.data_validation(HEAD, first, last, first, {"validate": "list", "source": choices})
        for place in (first + 1, first + 2):
            sheet.data_validation(HEAD, place, last, place, {"validate": "length", "criteria": "<=", "value": 500})
        earliest = AS_OF.replace(year=2000, month=1)
        sheet.data_validation(HEAD, first + 3, last, first + 3, {"validate": "date", "criteria": ">=", "value": earliest})

    def page(self, name, note):
        """A protected sheet with a title, printed across one page."""
        sheet = self.book.add_worksheet(name)
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&F  &A&C截至：{AS_OF}&R&P / &N")
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, name, self.title)
        sheet.write_string(1, 0, note, self.note)
        return sheet

    def table(self, sheet, row, title, headers, rows):
        """A small table; cells are texts, numbers, or (formula, result). Returns the row after it."""
        sheet.write_string(row, 0, title, self.bold)
        for place, header in enumerate(headers):
            sheet.write_string(row + 1, place, header, self.header)
        for number, values in enumerate(rows, row + 2):
            for place, value in enumerate(values):
                if isinstance(value, tuple):
                    sheet.write_formula(number, place, value[0], self.formats["money"], value[1])
                elif isinstance(value, str):
                    sheet.write_string(number, place, value, self.formats["text"])
                elif value is not None:
                    sheet.write_number(number, place, value, self.formats["money" if isinstance(value, float) else "number"])
        return row + 3 + len(rows)

    def chart(self, sheet, kind, series, at, title):
        """Series of (name, categories, values, colour) as ranges of the sheet: (first row, column, last row, column)."""
        chart = self.book.add_chart(kind)
        for name, categories, values, colour in series:
            fill = {"none": True} if colour is None else {"color": colour}
            chart.add_series({
                "name": name, "categories": [sheet.name, *categories], "values": [sheet.name, *values], "fill": fill, "gap": 40})
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        sheet.insert_chart(*at, chart)

    def sign_off(self, sheet, row, roles):
        sheet.write_string(row, 0, "签字确认", self.bold)
        for place, header in enumerate(["环节", "岗位", "姓名", "日期", "签字"]):
            sheet.write_string(row + 1, place, header, self.header)
        for number, (step, role) in enumerate(roles, row + 2):
            sheet.write_string(number, 0, step)
            sheet.write_string(number, 1, role)
            for place in range(2, 5):
                sheet.write_blank(number, place, None, self.decision_day if place == 3 else self.decision)

    def close(self):
        self.book.close()
