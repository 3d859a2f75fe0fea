/* A disk that is full from the n-th write on: preloaded, so that every library writes through it, SQLite too.

   A new file, a new name of one and a new folder count as writes: each needs room in a folder. fail_from(n) lets n - 1
   writes pass, 0 lets all; writes_seen() counts those that were tried since. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long seen = 0, from = 0;

void fail_from(long n) { from = n; seen = 0; }
long writes_seen(void) { return seen; }

static int full(void) {
    int now = __sync_add_and_fetch(&seen, 1);
    if (from && now >= from) { errno = ENOSPC; return 1; }
    return 0;
}

static int file(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

#define PASS(result, name, declared, given, fd)                                  \
    result name declared {                                                       \
        static result(*real) declared;                                           \
        if (!real) real = (result(*) declared)dlsym(RTLD_NEXT, #name);            \
        if (file(fd) && full()) return -1;                                       \
        return real given;                                                       \
    }

PASS(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size), fd)
PASS(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at), fd)
PASS(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at), fd)
PASS(ssize_t, writev, (int fd, const struct iovec *data, int count), (fd, data, count), fd)
PASS(ssize_t, sendfile, (int to, int of, off_t *at, size_t size), (to, of, at, size), to)
PASS(ssize_t, sendfile64, (int to, int of, off64_t *at, size_t size), (to, of, at, size), to)
PASS(ssize_t, copy_file_range, (int of, off64_t *a, int to, off64_t *b, size_t size, unsigned flags),
     (of, a, to, b, size, flags), to)
PASS(int, fsync, (int fd), (fd), fd)

int mkdir(const char *path, mode_t mode) {
    static int (*real)(const char *, mode_t);
    if (!real) real = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir");
    if (full()) return -1;
    return real(path, mode);
}

#define NAMED(name, declared, given)                                             \
    int name declared {                                                          \
        static int(*real) declared;                                              \
        if (!real) real = (int(*) declared)dlsym(RTLD_NEXT, #name);              \
        if (full()) return -1;                                                   \
        return real given;                                                       \
    }

NAMED(link, (const char *of, const char *to), (of, to))
NAMED(linkat, (int a, const char *of, int b, const char *to, int flags), (a, of, b, to, flags))
NAMED(rename, (const char *of, const char *to), (of, to))
NAMED(renameat, (int a, const char *of, int b, const char *to), (a, of, b, to))
NAMED(symlink, (const char *of, const char *to), (of, to))

static int there(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0;
}

#define OPENED(name)                                                             \
    int name(const char *path, int flags, ...) {                                 \
        static int (*real)(const char *, int, ...);                              \
        mode_t mode = 0;                                                         \
        if (flags & O_CREAT) {                                                   \
            va_list more;                                                        \
            va_start(more, flags);                                               \
            mode = va_arg(more, mode_t);                                         \
            va_end(more);                                                        \
        }                                                                        \
        if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        if ((flags & O_CREAT) && !there(path) && full()) return -1;              \
        return real(path, flags, mode);                                          \
    }

OPENED(open)
OPENED(open64)
