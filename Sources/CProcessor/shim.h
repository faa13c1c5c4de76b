/* What the processor can do and Swift cannot say. */

/* Begins to bring the memory at an address into the cache; does nothing for an address that cannot be read. */
static inline __attribute__((always_inline)) void cprocessor_prefetch(const void *address) {
  __builtin_prefetch(address);
}
