/* Stands between a program and libc (LD_PRELOAD). Every change of files below a path is counted; the n-th fails
 * with an errno, is torn in two, or is where the process is killed. What is counted and armed is shared with forks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NOTHING, FAIL, KILL, TEAR, SHORTEN }; /* TEAR writes half and kills; SHORTEN writes half and says so */

static struct shared {
    int count, at, action, error;
    char kinds[16]; /* not empty: from the n-th on, every operation of these kinds fails */
    char prefix[1024], trace[1 << 17];
    int traced;
} *s;

__attribute__((constructor)) static void begin(void) {
    void *place = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    s = place == MAP_FAILED ? NULL : place;
}

void arm(const char *prefix, int at, int action, int error, const char *kinds) {
    memset(s, 0, sizeof *s);
    s->at = at, s->action = action, s->error = error;
    snprintf(s->kinds, sizeof s->kinds, "%s", kinds);
    snprintf(s->prefix, sizeof s->prefix, "%s", prefix);
}
int count(void) { return s->count; }
const char *trace(void) { return s->trace; }

static void die(void) {
    kill(0, SIGKILL); /* the server has made the trial a process group: its workers go too */
    pause();
}

static int within(const char *path) { return s && s->prefix[0] && !strncmp(path, s->prefix, strlen(s->prefix)); }

/* Count an operation; return the action due at it. `kind`: w write, s sync, o open, t truncate, r rename, u remove,
 * d make a folder, c change the mode. */
static int due(char kind, const char *path) {
    if (!within(path)) return NOTHING;
    int number = __atomic_add_fetch(&s->count, 1, __ATOMIC_SEQ_CST);
    int room = (int)sizeof s->trace - s->traced;
    if (room > 1100) s->traced += snprintf(s->trace + s->traced, 1100, "%c %s\n", kind, path + strlen(s->prefix));
    if (!s->at || number < s->at) return NOTHING;
    if (number > s->at && !(s->kinds[0] && s->action == FAIL && strchr(s->kinds, kind))) return NOTHING;
    if (s->action == KILL || (s->action == TEAR && kind != 'w')) die();
    if (s->action == FAIL) errno = s->error;
    return s->action;
}

static const char *of_handle(int handle, char *room) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, room, 4095);
    room[length < 0 ? 0 : length] = 0;
    return room;
}
static const char *of_path(int folder, const char *path, char *room) {
    if (path[0] == '/') return path;
    if (folder == AT_FDCWD) { if (!getcwd(room, 4095)) return path; }
    else of_handle(folder, room);
    strncat(room, "/", 8190 - strlen(room));
    return strncat(room, path, 8190 - strlen(room));
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define CHECKED(kind, path) do { if (due(kind, path) == FAIL) return -1; } while (0)

#define WRITE(name, parameters, whole, half) \
    ssize_t name parameters { \
        char room[8192]; REAL(name); \
        int action = due('w', of_handle(fd, room)); \
        if (action == FAIL) return -1; \
        if (action == NOTHING || n < 2) return real whole; \
        ssize_t done = real half; \
        if (action == TEAR) die(); \
        return done; \
    }
WRITE(write, (int fd, const void *b, size_t n), (fd, b, n), (fd, b, n / 2))
WRITE(pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), (fd, b, n / 2, o))
WRITE(pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o), (fd, b, n / 2, o))

WRITE(sendfile, (int fd, int from, off_t *o, size_t n), (fd, from, o, n), (fd, from, o, n / 2))
WRITE(sendfile64, (int fd, int from, off64_t *o, size_t n), (fd, from, o, n), (fd, from, o, n / 2))

#define BY_HANDLE(name, kind, parameters, arguments) \
    int name parameters { char room[8192]; REAL(name); CHECKED(kind, of_handle(fd, room)); return real arguments; }

/* A killed process loses nothing that the kernel has, so trials need not wait for a disk. */
#define SYNCS(name) \
    int name(int fd) { char room[8192]; REAL(name); CHECKED('s', of_handle(fd, room)); return within(room) ? 0 : real(fd); }
SYNCS(fsync)
SYNCS(fdatasync)
void sync(void) { REAL(sync); if (s && s->prefix[0]) due('s', s->prefix); else real(); }

BY_HANDLE(ftruncate, 't', (int fd, off_t n), (fd, n))
BY_HANDLE(ftruncate64, 't', (int fd, off64_t n), (fd, n))
BY_HANDLE(fchmod, 'c', (int fd, mode_t m), (fd, m))

#define BY_PATH(name, kind, folder, path, parameters, arguments) \
    int name parameters { char room[8192]; REAL(name); CHECKED(kind, of_path(folder, path, room)); return real arguments; }
BY_PATH(rename, 'r', AT_FDCWD, to, (const char *from, const char *to), (from, to))
BY_PATH(renameat, 'r', g, to, (int f, const char *from, int g, const char *to), (f, from, g, to))
BY_PATH(renameat2, 'r', g, to, (int f, const char *from, int g, const char *to, unsigned m), (f, from, g, to, m))
BY_PATH(link, 'r', AT_FDCWD, to, (const char *from, const char *to), (from, to))
BY_PATH(linkat, 'r', g, to, (int f, const char *from, int g, const char *to, int m), (f, from, g, to, m))
BY_PATH(unlink, 'u', AT_FDCWD, p, (const char *p), (p))
BY_PATH(unlinkat, 'u', f, p, (int f, const char *p, int m), (f, p, m))
BY_PATH(rmdir, 'u', AT_FDCWD, p, (const char *p), (p))
BY_PATH(mkdir, 'd', AT_FDCWD, p, (const char *p, mode_t m), (p, m))
BY_PATH(mkdirat, 'd', f, p, (int f, const char *p, mode_t m), (f, p, m))
BY_PATH(chmod, 'c', AT_FDCWD, p, (const char *p, mode_t m), (p, m))
BY_PATH(fchmodat, 'c', f, p, (int f, const char *p, mode_t m, int x), (f, p, m, x))

#define OPENS(name, folder, parameters, arguments) \
    int name parameters { \
        mode_t mode = 0; char room[8192]; REAL(name); \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT)) CHECKED('o', of_path(folder, p, room)); \
        return real arguments; \
    }
OPENS(open, AT_FDCWD, (const char *p, int flags, ...), (p, flags, mode))
OPENS(open64, AT_FDCWD, (const char *p, int flags, ...), (p, flags, mode))
OPENS(openat, f, (int f, const char *p, int flags, ...), (f, p, flags, mode))
OPENS(openat64, f, (int f, const char *p, int flags, ...), (f, p, flags, mode))
