#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

/* Sums of macros, which Swift does not import. */
static const uint32_t isal_level_1_extra_large = ISAL_DEF_LVL1_EXTRA_LARGE;
static const uint32_t isal_level_2_extra_large = ISAL_DEF_LVL2_EXTRA_LARGE;
static const uint32_t isal_level_3_extra_large = ISAL_DEF_LVL3_EXTRA_LARGE;
