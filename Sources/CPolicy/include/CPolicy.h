#ifndef CPOLICY_H
#define CPOLICY_H

#include <stddef.h>

/// A file of the policy folder as it was when the program was built.
typedef struct {
    /// The path from the policy folder, such as `registers/order.yml`.
    const char *_Nonnull path;
    /// The bytes, UTF-8, not ended by a NUL.
    const unsigned char *_Nonnull bytes;
    /// The number of bytes.
    size_t count;
} CPolicyFile;

/// The files, sorted by path.
extern const CPolicyFile *_Nonnull const CPolicyFiles;
/// The number of files.
extern const size_t CPolicyFileCount;

#endif
