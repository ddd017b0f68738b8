#pragma once
#include <git2.h>
#include <git2/sys/repository.h>
#include <git2/sys/odb_backend.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* git_libgit2_opts is variadic, which Swift cannot call. */

static inline int plumb_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}
static inline int plumb_git_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}
static inline int plumb_git_set_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}
static inline int plumb_git_set_fsync(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}
static inline int plumb_git_set_certificates(const char *file) {
    return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, (const char *)0);
}
static inline int plumb_git_set_user_agent(const char *text) {
    return git_libgit2_opts(GIT_OPT_SET_USER_AGENT, text);
}
static inline int plumb_git_set_pack_max_objects(size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, count);
}

/* A connected pair of sockets that no other child inherits. */
static inline int plumb_socket_pair(int out[2]) {
#ifdef SOCK_CLOEXEC
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out);
#else
    return socketpair(AF_UNIX, SOCK_STREAM, 0, out);
#endif
}

/* Not declared without _GNU_SOURCE, which a module that Swift imports cannot ask for. */
#ifdef __GLIBC__
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
static inline int plumb_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
#else
static inline int plumb_spawn_close_from(posix_spawn_file_actions_t *actions, int first) { return 0; }
#endif

/* The calling process is killed when the thread that started it ends. */
static inline int plumb_die_with_parent(void) {
#ifdef __linux__
    return prctl(PR_SET_PDEATHSIG, SIGKILL);
#else
    return 0;
#endif
}
static inline int plumb_limit_file_size(unsigned long long bytes) {
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
    return setrlimit(RLIMIT_FSIZE, &limit);
}
