/* Writes the register of WriteBench.swift with libxlsxwriter.
 * peer_libxlsxwriter PATH ROWS constant|standard: prints its time as JSON. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <xlsxwriter.h>

static uint64_t state = 20260305;

static int next(int bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((state >> 33) % (uint64_t)bound);
}

struct row {
    int day, count;
    double price, freight;
    char order[24], customer[40], product[32], size[16], seller[24], city[16], waybill[16], remark[32];
};

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long peak(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: peer_libxlsxwriter PATH ROWS constant|standard\n");
        return 2;
    }
    int rows = atoi(argv[2]);
    struct row *data = calloc((size_t)rows, sizeof *data);
    for (int i = 0; i < rows; i++) {
        struct row *r = &data[i];
        r->day = 20454 + i / 900 + 25569;
        snprintf(r->order, sizeof r->order, "SO-2026-%d", 1000000 + i);
        snprintf(r->customer, sizeof r->customer, "客户%d有限公司", next(2000));
        snprintf(r->product, sizeof r->product, "产品型号%d", next(200));
        int a = next(12) + 1, b = next(4) + 1;
        snprintf(r->size, sizeof r->size, "%dx%dkg", a, b);
        r->count = next(500) + 1;
        r->price = (next(99999) + 1) / 100.0;
        snprintf(r->seller, sizeof r->seller, "业务员%d", next(40));
        snprintf(r->city, sizeof r->city, "城市%d", next(30));
        snprintf(r->waybill, sizeof r->waybill, "SF%d", 100000000 + next(900000000));
        r->freight = next(100000) / 100.0;
        if (next(10) == 0) snprintf(r->remark, sizeof r->remark, "加急 & 易碎 <%d>", next(50));
    }
    long before = peak();
    double start = seconds();
    lxw_workbook_options options = {.constant_memory = strcmp(argv[3], "constant") == 0 ? LXW_TRUE : LXW_FALSE};
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "订单");
    lxw_format *formats[5];
    for (int i = 0; i < 5; i++) {
        formats[i] = workbook_add_format(book);
        format_set_font_name(formats[i], "微软雅黑");
        format_set_font_size(formats[i], 10);
        format_set_border(formats[i], LXW_BORDER_THIN);
        format_set_border_color(formats[i], 0xD9D9D9);
    }
    lxw_format *head = formats[0], *text = formats[1], *date = formats[2], *whole = formats[3], *money = formats[4];
    format_set_bold(head);
    format_set_font_color(head, LXW_COLOR_WHITE);
    format_set_bg_color(head, 0x1F4E79);
    format_set_num_format(date, "yyyy-mm-dd");
    format_set_num_format(whole, "#,##0");
    format_set_num_format(money, "#,##0.00");
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_column(sheet, 0, 12, 14, NULL);
    const char *titles[] = {"日期", "订单号", "客户", "产品", "规格", "数量", "单价", "金额",
                            "业务员", "城市", "运单号", "运费", "备注"};
    for (int column = 0; column < 13; column++)
        worksheet_write_string(sheet, 0, (lxw_col_t)column, titles[column], head);
    for (int i = 0; i < rows; i++) {
        struct row *r = &data[i];
        lxw_row_t n = (lxw_row_t)i + 1;
        worksheet_write_number(sheet, n, 0, r->day, date);
        worksheet_write_string(sheet, n, 1, r->order, text);
        worksheet_write_string(sheet, n, 2, r->customer, text);
        worksheet_write_string(sheet, n, 3, r->product, text);
        worksheet_write_string(sheet, n, 4, r->size, text);
        worksheet_write_number(sheet, n, 5, r->count, whole);
        worksheet_write_number(sheet, n, 6, r->price, money);
        /* Whole hundredths, so that the product is the nearest double to the exact one. */
        worksheet_write_number(sheet, n, 7, (double)((long)(r->price * 100 + 0.5) * r->count) / 100.0, money);
        worksheet_write_string(sheet, n, 8, r->seller, text);
        worksheet_write_string(sheet, n, 9, r->city, text);
        worksheet_write_string(sheet, n, 10, r->waybill, text);
        worksheet_write_number(sheet, n, 11, r->freight, money);
        if (r->remark[0]) worksheet_write_string(sheet, n, 12, r->remark, text);
        else worksheet_write_blank(sheet, n, 12, text);
    }
    if (workbook_close(book) != LXW_NO_ERROR) return 1;
    printf("{\"seconds\":%f,\"extra_mib\":%f}\n", seconds() - start, (double)(peak() - before) / 1024.0);
    return 0;
}
