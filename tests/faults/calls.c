/* Preloaded: counts the calls that change files below a folder, and lets the n-th of them fail, kill or stop.
   Everything counts, whichever library makes the call: Python, Arrow, SQLite, DuckDB. By the environment it makes the
   middle of a file unreadable, or lets the clock on the wall jump. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static char below[PATH_MAX];
static long wanted, counted;
static int what; /* an errno, or the number of a signal with a minus sign */

void faults_arm(const char *folder, long number, int fault) {
  strncpy(below, folder, sizeof below - 1);
  counted = 0, wanted = number, what = fault;
}

long faults_counted(void) { return counted; }

static int due(const char *path) {
  if (!below[0] || !path || strncmp(path, below, strlen(below)) || ++counted != wanted) return 0;
  if (what < 0) raise(-what);
  return what > 0;
}

static int due_at(int descriptor) {
  char link[64], path[PATH_MAX];
  if (!below[0]) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return due(path);
}

#define FAIL { errno = what; return -1; }
#define ON_FILE(type, name, parameters, types, arguments) \
  type name parameters { if (due_at(file)) FAIL return ((type (*) types)dlsym(RTLD_NEXT, #name)) arguments; }
#define ON_PATH(name, parameters, types, arguments) \
  int name parameters { if (due(path)) FAIL return ((int (*) types)dlsym(RTLD_NEXT, #name)) arguments; }

/* A disk that fills up takes half of what is written to it first. */
ssize_t write(int file, const void *data, size_t size) {
  ssize_t (*real)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (due_at(file)) { if (size > 1) { counted--; return real(file, data, size / 2); } FAIL }
  return real(file, data, size);
}
ON_FILE(ssize_t, pwrite, (int file, const void *data, size_t size, off_t at), (int, const void *, size_t, off_t), (file, data, size, at))
ON_FILE(ssize_t, pwrite64, (int file, const void *data, size_t size, off64_t at), (int, const void *, size_t, off64_t), (file, data, size, at))
ON_FILE(ssize_t, writev, (int file, const struct iovec *data, int parts), (int, const struct iovec *, int), (file, data, parts))
ON_FILE(int, fsync, (int file), (int), (file))
ON_FILE(int, fdatasync, (int file), (int), (file))
ON_FILE(int, ftruncate, (int file, off_t size), (int, off_t), (file, size))
ON_FILE(int, ftruncate64, (int file, off64_t size), (int, off64_t), (file, size))
ON_PATH(rename, (const char *path, const char *to), (const char *, const char *), (path, to))
ON_PATH(renameat, (int at, const char *path, int to, const char *other), (int, const char *, int, const char *), (at, path, to, other))
ON_PATH(renameat2, (int at, const char *path, int to, const char *other, unsigned how), (int, const char *, int, const char *, unsigned), (at, path, to, other, how))
ON_PATH(unlink, (const char *path), (const char *), (path))
ON_PATH(rmdir, (const char *path), (const char *), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (const char *, mode_t), (path, mode))
ON_PATH(chmod, (const char *path, mode_t mode), (const char *, mode_t), (path, mode))

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); \
    if ((flags & O_CREAT) && due(path)) FAIL \
    return ((int (*)(const char *, int, mode_t))dlsym(RTLD_NEXT, #name))(path, flags, mode); }
OPEN(open)
OPEN(open64)

/* The middle of a file that cannot be read: FAULTS_UNREADABLE has the end of its name, FAULTS_FROM the offset. */
static int unreadable(int file, off_t at, size_t *size) {
  const char *name = getenv("FAULTS_UNREADABLE"), *from = getenv("FAULTS_FROM");
  char link[64], path[PATH_MAX];
  if (!name || !from) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < (ssize_t)strlen(name) || strncmp(path + length - strlen(name), name, strlen(name))) return 0;
  long left = atol(from) - (long)at;
  if (left > 0 && *size > (size_t)left) *size = left;
  return left <= 0;
}

#define READ(name, parameters, types, arguments, at) \
  ssize_t name parameters { \
    if (unreadable(file, at, &size)) { errno = EIO; return -1; } \
    return ((ssize_t (*) types)dlsym(RTLD_NEXT, #name)) arguments; }
READ(read, (int file, void *data, size_t size), (int, void *, size_t), (file, data, size), lseek(file, 0, SEEK_CUR))
READ(pread, (int file, void *data, size_t size, off_t at), (int, void *, size_t, off_t), (file, data, size, at), at)
READ(pread64, (int file, void *data, size_t size, off64_t at), (int, void *, size_t, off64_t), (file, data, size, at), at)

/* A clock on the wall that jumps by FAULTS_CLOCK seconds, there and back, each time that it is looked at. */
static time_t jumped(time_t seconds) {
  static int looks;
  const char *jump = getenv("FAULTS_CLOCK");
  return jump ? seconds + (looks++ % 2 ? 1 : -1) * (time_t)atol(jump) : seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = ((int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime"))(clock, now);
  if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec = jumped(now->tv_sec);
  return failed;
}

int gettimeofday(struct timeval *now, void *zone) {
  int failed = ((int (*)(struct timeval *, void *))dlsym(RTLD_NEXT, "gettimeofday"))(now, zone);
  if (!failed) now->tv_sec = jumped(now->tv_sec);
  return failed;
}

time_t time(time_t *now) {
  time_t seconds = jumped(((time_t (*)(time_t *))dlsym(RTLD_NEXT, "time"))(NULL));
  return now ? *now = seconds : seconds;
}
