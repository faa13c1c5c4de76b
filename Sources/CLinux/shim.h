/* What the C library has, but declares only for those who define _GNU_SOURCE. */
extern int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
static const unsigned int clinux_rename_exchange = 1u << 1;
extern int sync_file_range(int file, long long offset, long long count, unsigned int flags);
static const unsigned int clinux_begin_writing = 1u << 1;
