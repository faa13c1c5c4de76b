// Written by scripts/list_policy_files.py from the names of the files in policy/.
#include "CPolicy.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../../policy/reconciliations/formal-customers.yml" if_empty(0)
};
static const unsigned char file1[] = {
#embed "../../policy/reconciliations/inventory.yml" if_empty(0)
};
static const unsigned char file2[] = {
#embed "../../policy/reconciliations/logistics.yml" if_empty(0)
};
static const unsigned char file3[] = {
#embed "../../policy/registers/acceptance.yml" if_empty(0)
};
static const unsigned char file4[] = {
#embed "../../policy/registers/access_grant.yml" if_empty(0)
};
static const unsigned char file5[] = {
#embed "../../policy/registers/activity.yml" if_empty(0)
};
static const unsigned char file6[] = {
#embed "../../policy/registers/agent_cert.yml" if_empty(0)
};
static const unsigned char file7[] = {
#embed "../../policy/registers/attendance.yml" if_empty(0)
};
static const unsigned char file8[] = {
#embed "../../policy/registers/backup_log.yml" if_empty(0)
};
static const unsigned char file9[] = {
#embed "../../policy/registers/broker_ledger.yml" if_empty(0)
};
static const unsigned char file10[] = {
#embed "../../policy/registers/budget.yml" if_empty(0)
};
static const unsigned char file11[] = {
#embed "../../policy/registers/checklist_log.yml" if_empty(0)
};
static const unsigned char file12[] = {
#embed "../../policy/registers/checkpoint.yml" if_empty(0)
};
static const unsigned char file13[] = {
#embed "../../policy/registers/commission.yml" if_empty(0)
};
static const unsigned char file14[] = {
#embed "../../policy/registers/competitor_price.yml" if_empty(0)
};
static const unsigned char file15[] = {
#embed "../../policy/registers/complaint.yml" if_empty(0)
};
static const unsigned char file16[] = {
#embed "../../policy/registers/consultation.yml" if_empty(0)
};
static const unsigned char file17[] = {
#embed "../../policy/registers/contract.yml" if_empty(0)
};
static const unsigned char file18[] = {
#embed "../../policy/registers/cross_region.yml" if_empty(0)
};
static const unsigned char file19[] = {
#embed "../../policy/registers/customer_statement.yml" if_empty(0)
};
static const unsigned char file20[] = {
#embed "../../policy/registers/daily_sales.yml" if_empty(0)
};
static const unsigned char file21[] = {
#embed "../../policy/registers/document_archive.yml" if_empty(0)
};
static const unsigned char file22[] = {
#embed "../../policy/registers/document_custody.yml" if_empty(0)
};
static const unsigned char file23[] = {
#embed "../../policy/registers/dunning.yml" if_empty(0)
};
static const unsigned char file24[] = {
#embed "../../policy/registers/duty_roster.yml" if_empty(0)
};
static const unsigned char file25[] = {
#embed "../../policy/registers/employee.yml" if_empty(0)
};
static const unsigned char file26[] = {
#embed "../../policy/registers/erp_maintenance.yml" if_empty(0)
};
static const unsigned char file27[] = {
#embed "../../policy/registers/expense_claim.yml" if_empty(0)
};
static const unsigned char file28[] = {
#embed "../../policy/registers/expense_ledger.yml" if_empty(0)
};
static const unsigned char file29[] = {
#embed "../../policy/registers/export_shipment.yml" if_empty(0)
};
static const unsigned char file30[] = {
#embed "../../policy/registers/flight_revenue.yml" if_empty(0)
};
static const unsigned char file31[] = {
#embed "../../policy/registers/formal_customer.yml" if_empty(0)
};
static const unsigned char file32[] = {
#embed "../../policy/registers/framework_agreement.yml" if_empty(0)
};
static const unsigned char file33[] = {
#embed "../../policy/registers/group_booking.yml" if_empty(0)
};
static const unsigned char file34[] = {
#embed "../../policy/registers/guide_price.yml" if_empty(0)
};
static const unsigned char file35[] = {
#embed "../../policy/registers/hr_request.yml" if_empty(0)
};
static const unsigned char file36[] = {
#embed "../../policy/registers/incident.yml" if_empty(0)
};
static const unsigned char file37[] = {
#embed "../../policy/registers/intake.yml" if_empty(0)
};
static const unsigned char file38[] = {
#embed "../../policy/registers/inventory.yml" if_empty(0)
};
static const unsigned char file39[] = {
#embed "../../policy/registers/invoice.yml" if_empty(0)
};
static const unsigned char file40[] = {
#embed "../../policy/registers/knowledge_item.yml" if_empty(0)
};
static const unsigned char file41[] = {
#embed "../../policy/registers/lead.yml" if_empty(0)
};
static const unsigned char file42[] = {
#embed "../../policy/registers/leave.yml" if_empty(0)
};
static const unsigned char file43[] = {
#embed "../../policy/registers/loan_check.yml" if_empty(0)
};
static const unsigned char file44[] = {
#embed "../../policy/registers/logistics_contract.yml" if_empty(0)
};
static const unsigned char file45[] = {
#embed "../../policy/registers/logistics_invoice.yml" if_empty(0)
};
static const unsigned char file46[] = {
#embed "../../policy/registers/logistics_statement.yml" if_empty(0)
};
static const unsigned char file47[] = {
#embed "../../policy/registers/market_plan.yml" if_empty(0)
};
static const unsigned char file48[] = {
#embed "../../policy/registers/meeting.yml" if_empty(0)
};
static const unsigned char file49[] = {
#embed "../../policy/registers/nda.yml" if_empty(0)
};
static const unsigned char file50[] = {
#embed "../../policy/registers/non_renewal.yml" if_empty(0)
};
static const unsigned char file51[] = {
#embed "../../policy/registers/order.yml" if_empty(0)
};
static const unsigned char file52[] = {
#embed "../../policy/registers/order_event.yml" if_empty(0)
};
static const unsigned char file53[] = {
#embed "../../policy/registers/order_line.yml" if_empty(0)
};
static const unsigned char file54[] = {
#embed "../../policy/registers/order_review.yml" if_empty(0)
};
static const unsigned char file55[] = {
#embed "../../policy/registers/outing.yml" if_empty(0)
};
static const unsigned char file56[] = {
#embed "../../policy/registers/overtime.yml" if_empty(0)
};
static const unsigned char file57[] = {
#embed "../../policy/registers/partner_agreement.yml" if_empty(0)
};
static const unsigned char file58[] = {
#embed "../../policy/registers/payroll.yml" if_empty(0)
};
static const unsigned char file59[] = {
#embed "../../policy/registers/peer_review.yml" if_empty(0)
};
static const unsigned char file60[] = {
#embed "../../policy/registers/performance.yml" if_empty(0)
};
static const unsigned char file61[] = {
#embed "../../policy/registers/pile_request.yml" if_empty(0)
};
static const unsigned char file62[] = {
#embed "../../policy/registers/policy_revision.yml" if_empty(0)
};
static const unsigned char file63[] = {
#embed "../../policy/registers/pr_expense.yml" if_empty(0)
};
static const unsigned char file64[] = {
#embed "../../policy/registers/production_plan.yml" if_empty(0)
};
static const unsigned char file65[] = {
#embed "../../policy/registers/project.yml" if_empty(0)
};
static const unsigned char file66[] = {
#embed "../../policy/registers/project_ledger.yml" if_empty(0)
};
static const unsigned char file67[] = {
#embed "../../policy/registers/proposal.yml" if_empty(0)
};
static const unsigned char file68[] = {
#embed "../../policy/registers/quote.yml" if_empty(0)
};
static const unsigned char file69[] = {
#embed "../../policy/registers/receipt.yml" if_empty(0)
};
static const unsigned char file70[] = {
#embed "../../policy/registers/receivable.yml" if_empty(0)
};
static const unsigned char file71[] = {
#embed "../../policy/registers/renewal_list.yml" if_empty(0)
};
static const unsigned char file72[] = {
#embed "../../policy/registers/report_submission.yml" if_empty(0)
};
static const unsigned char file73[] = {
#embed "../../policy/registers/returns.yml" if_empty(0)
};
static const unsigned char file74[] = {
#embed "../../policy/registers/risk_register.yml" if_empty(0)
};
static const unsigned char file75[] = {
#embed "../../policy/registers/route_plan.yml" if_empty(0)
};
static const unsigned char file76[] = {
#embed "../../policy/registers/rush_order.yml" if_empty(0)
};
static const unsigned char file77[] = {
#embed "../../policy/registers/sample.yml" if_empty(0)
};
static const unsigned char file78[] = {
#embed "../../policy/registers/satisfaction.yml" if_empty(0)
};
static const unsigned char file79[] = {
#embed "../../policy/registers/seal_log.yml" if_empty(0)
};
static const unsigned char file80[] = {
#embed "../../policy/registers/service_ticket.yml" if_empty(0)
};
static const unsigned char file81[] = {
#embed "../../policy/registers/shift_handover.yml" if_empty(0)
};
static const unsigned char file82[] = {
#embed "../../policy/registers/shipment_notice.yml" if_empty(0)
};
static const unsigned char file83[] = {
#embed "../../policy/registers/special_price.yml" if_empty(0)
};
static const unsigned char file84[] = {
#embed "../../policy/registers/stock_reason.yml" if_empty(0)
};
static const unsigned char file85[] = {
#embed "../../policy/registers/store_order.yml" if_empty(0)
};
static const unsigned char file86[] = {
#embed "../../policy/registers/target_plan.yml" if_empty(0)
};
static const unsigned char file87[] = {
#embed "../../policy/registers/task.yml" if_empty(0)
};
static const unsigned char file88[] = {
#embed "../../policy/registers/task_dispatch.yml" if_empty(0)
};
static const unsigned char file89[] = {
#embed "../../policy/registers/training.yml" if_empty(0)
};
static const unsigned char file90[] = {
#embed "../../policy/registers/training_result.yml" if_empty(0)
};
static const unsigned char file91[] = {
#embed "../../policy/registers/visit.yml" if_empty(0)
};
static const unsigned char file92[] = {
#embed "../../policy/registers/waybill.yml" if_empty(0)
};
static const unsigned char file93[] = {
#embed "../../policy/registers/weekly_data.yml" if_empty(0)
};
static const unsigned char file94[] = {
#embed "../../policy/registers/work_calendar.yml" if_empty(0)
};
static const unsigned char file95[] = {
#embed "../../policy/registers/work_log.yml" if_empty(0)
};
static const unsigned char file96[] = {
#embed "../../policy/registers/work_report_log.yml" if_empty(0)
};

static const CPolicyFile files[] = {
    {"reconciliations/formal-customers.yml", file0, sizeof file0},
    {"reconciliations/inventory.yml", file1, sizeof file1},
    {"reconciliations/logistics.yml", file2, sizeof file2},
    {"registers/acceptance.yml", file3, sizeof file3},
    {"registers/access_grant.yml", file4, sizeof file4},
    {"registers/activity.yml", file5, sizeof file5},
    {"registers/agent_cert.yml", file6, sizeof file6},
    {"registers/attendance.yml", file7, sizeof file7},
    {"registers/backup_log.yml", file8, sizeof file8},
    {"registers/broker_ledger.yml", file9, sizeof file9},
    {"registers/budget.yml", file10, sizeof file10},
    {"registers/checklist_log.yml", file11, sizeof file11},
    {"registers/checkpoint.yml", file12, sizeof file12},
    {"registers/commission.yml", file13, sizeof file13},
    {"registers/competitor_price.yml", file14, sizeof file14},
    {"registers/complaint.yml", file15, sizeof file15},
    {"registers/consultation.yml", file16, sizeof file16},
    {"registers/contract.yml", file17, sizeof file17},
    {"registers/cross_region.yml", file18, sizeof file18},
    {"registers/customer_statement.yml", file19, sizeof file19},
    {"registers/daily_sales.yml", file20, sizeof file20},
    {"registers/document_archive.yml", file21, sizeof file21},
    {"registers/document_custody.yml", file22, sizeof file22},
    {"registers/dunning.yml", file23, sizeof file23},
    {"registers/duty_roster.yml", file24, sizeof file24},
    {"registers/employee.yml", file25, sizeof file25},
    {"registers/erp_maintenance.yml", file26, sizeof file26},
    {"registers/expense_claim.yml", file27, sizeof file27},
    {"registers/expense_ledger.yml", file28, sizeof file28},
    {"registers/export_shipment.yml", file29, sizeof file29},
    {"registers/flight_revenue.yml", file30, sizeof file30},
    {"registers/formal_customer.yml", file31, sizeof file31},
    {"registers/framework_agreement.yml", file32, sizeof file32},
    {"registers/group_booking.yml", file33, sizeof file33},
    {"registers/guide_price.yml", file34, sizeof file34},
    {"registers/hr_request.yml", file35, sizeof file35},
    {"registers/incident.yml", file36, sizeof file36},
    {"registers/intake.yml", file37, sizeof file37},
    {"registers/inventory.yml", file38, sizeof file38},
    {"registers/invoice.yml", file39, sizeof file39},
    {"registers/knowledge_item.yml", file40, sizeof file40},
    {"registers/lead.yml", file41, sizeof file41},
    {"registers/leave.yml", file42, sizeof file42},
    {"registers/loan_check.yml", file43, sizeof file43},
    {"registers/logistics_contract.yml", file44, sizeof file44},
    {"registers/logistics_invoice.yml", file45, sizeof file45},
    {"registers/logistics_statement.yml", file46, sizeof file46},
    {"registers/market_plan.yml", file47, sizeof file47},
    {"registers/meeting.yml", file48, sizeof file48},
    {"registers/nda.yml", file49, sizeof file49},
    {"registers/non_renewal.yml", file50, sizeof file50},
    {"registers/order.yml", file51, sizeof file51},
    {"registers/order_event.yml", file52, sizeof file52},
    {"registers/order_line.yml", file53, sizeof file53},
    {"registers/order_review.yml", file54, sizeof file54},
    {"registers/outing.yml", file55, sizeof file55},
    {"registers/overtime.yml", file56, sizeof file56},
    {"registers/partner_agreement.yml", file57, sizeof file57},
    {"registers/payroll.yml", file58, sizeof file58},
    {"registers/peer_review.yml", file59, sizeof file59},
    {"registers/performance.yml", file60, sizeof file60},
    {"registers/pile_request.yml", file61, sizeof file61},
    {"registers/policy_revision.yml", file62, sizeof file62},
    {"registers/pr_expense.yml", file63, sizeof file63},
    {"registers/production_plan.yml", file64, sizeof file64},
    {"registers/project.yml", file65, sizeof file65},
    {"registers/project_ledger.yml", file66, sizeof file66},
    {"registers/proposal.yml", file67, sizeof file67},
    {"registers/quote.yml", file68, sizeof file68},
    {"registers/receipt.yml", file69, sizeof file69},
    {"registers/receivable.yml", file70, sizeof file70},
    {"registers/renewal_list.yml", file71, sizeof file71},
    {"registers/report_submission.yml", file72, sizeof file72},
    {"registers/returns.yml", file73, sizeof file73},
    {"registers/risk_register.yml", file74, sizeof file74},
    {"registers/route_plan.yml", file75, sizeof file75},
    {"registers/rush_order.yml", file76, sizeof file76},
    {"registers/sample.yml", file77, sizeof file77},
    {"registers/satisfaction.yml", file78, sizeof file78},
    {"registers/seal_log.yml", file79, sizeof file79},
    {"registers/service_ticket.yml", file80, sizeof file80},
    {"registers/shift_handover.yml", file81, sizeof file81},
    {"registers/shipment_notice.yml", file82, sizeof file82},
    {"registers/special_price.yml", file83, sizeof file83},
    {"registers/stock_reason.yml", file84, sizeof file84},
    {"registers/store_order.yml", file85, sizeof file85},
    {"registers/target_plan.yml", file86, sizeof file86},
    {"registers/task.yml", file87, sizeof file87},
    {"registers/task_dispatch.yml", file88, sizeof file88},
    {"registers/training.yml", file89, sizeof file89},
    {"registers/training_result.yml", file90, sizeof file90},
    {"registers/visit.yml", file91, sizeof file91},
    {"registers/waybill.yml", file92, sizeof file92},
    {"registers/weekly_data.yml", file93, sizeof file93},
    {"registers/work_calendar.yml", file94, sizeof file94},
    {"registers/work_log.yml", file95, sizeof file95},
    {"registers/work_report_log.yml", file96, sizeof file96},
};

const CPolicyFile *const CPolicyFiles = files;
const size_t CPolicyFileCount = sizeof files / sizeof files[0];
