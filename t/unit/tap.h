/*
 * Test Anything Protocol for the unit tests: one program a file, linked with
 * src/core and with nginx's own core, run from the top of the repository.
 *
 *     TAP_MAIN
 *     {
 *         ok(1 + 1 == 2, "sums");
 *         is_str(&value, "text", "keeps the text");
 *     }
 */

#ifndef T_UNIT_TAP_H
#define T_UNIT_TAP_H


#include <ngx_config.h>
#include <ngx_core.h>


/* A fresh pool and a log to standard error; the pool ends with the program. */
extern ngx_pool_t  *tap_pool;
extern ngx_log_t   *tap_log;

/* Number of messages that were logged, and the last one. */
extern ngx_uint_t   tap_logged;
extern u_char       tap_last_message[NGX_MAX_ERROR_STR];

int  tap_ok(int passed, const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
int  tap_is_int(int64_t got, int64_t expected, const char *file, int line,
    const char *name);
int  tap_is_str(const ngx_str_t *got, const char *expected, size_t len,
    const char *file, int line, const char *name);
void  tap_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The whole file as a string; stops the program if it cannot be read. */
ngx_str_t  tap_file(const char *path);
/* A NUL-terminated copy of the text in tap_pool, as an ngx_str_t. */
ngx_str_t  tap_str(const char *text);
/* The text in a block of exactly its length, so that overreads are seen. */
ngx_str_t  tap_exact(const char *text, size_t len);

void  tap_test(void);


#define ok(cond, ...)                                                         \
    tap_ok((cond) ? 1 : 0, __FILE__, __LINE__, __VA_ARGS__)

#define is_int(got, expected, name)                                           \
    tap_is_int((int64_t) (got), (int64_t) (expected), __FILE__, __LINE__,     \
               name)

/* got: ngx_str_t *; expected: string, which may hold NUL if it is a literal. */
#define is_str(got, expected, name)                                           \
    tap_is_str(got, expected,                                                 \
               __builtin_types_compatible_p(__typeof__(expected), char *)     \
               || __builtin_types_compatible_p(__typeof__(expected),          \
                                               const char *)                  \
               ? strlen(expected) : sizeof(expected) - 1,                     \
               __FILE__, __LINE__, name)

#define note(...)  tap_note(__VA_ARGS__)

#define TAP_MAIN  void tap_test(void)


#endif /* T_UNIT_TAP_H */
