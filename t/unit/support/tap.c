#include "tap.h"
#include "env.h"


ngx_pool_t  *tap_pool;
ngx_log_t   *tap_log;
ngx_uint_t   tap_logged;
u_char       tap_last_message[NGX_MAX_ERROR_STR];

static int  tap_count;
static int  tap_failed;


static void
tap_log_handler(const char *message)
{
    tap_logged++;
    (void) ngx_cpystrn(tap_last_message, (u_char *) message,
                       NGX_MAX_ERROR_STR);
    tap_note("log: %s", message);
}


int
tap_ok(int passed, const char *file, int line, const char *fmt, ...)
{
    va_list  args;

    printf("%s %d - ", passed ? "ok" : "not ok", ++tap_count);

    va_start(args, fmt);
    vprintf(fmt, args);
    va_end(args);
    putchar('\n');

    if (!passed) {
        tap_failed++;
        tap_note("failed at %s:%d", file, line);
    }

    fflush(stdout);

    return passed;
}


int
tap_is_int(int64_t got, int64_t expected, const char *file, int line,
    const char *name)
{
    if (!tap_ok(got == expected, file, line, "%s", name)) {
        tap_note("got %lld, expected %lld", (long long) got,
                 (long long) expected);
        return 0;
    }

    return 1;
}


int
tap_is_str(const ngx_str_t *got, const char *expected, size_t len,
    const char *file, int line, const char *name)
{
    int  same;

    same = got->len == len && memcmp(got->data, expected, len) == 0;

    if (!tap_ok(same, file, line, "%s", name)) {
        tap_note("got      [%.*s]", (int) got->len, (char *) got->data);
        tap_note("expected [%.*s]", (int) len, expected);
    }

    return same;
}


void
tap_note(const char *fmt, ...)
{
    va_list  args;

    printf("# ");
    va_start(args, fmt);
    vprintf(fmt, args);
    va_end(args);
    putchar('\n');
}


ngx_str_t
tap_file(const char *path)
{
    long       size;
    FILE      *file;
    ngx_str_t  text;

    file = fopen(path, "rb");
    if (file == NULL) {
        printf("Bail out! %s: %s\n", path, strerror(errno));
        exit(1);
    }

    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);

    text.data = ngx_palloc(tap_pool, size + 1);
    text.len = fread(text.data, 1, size, file);
    text.data[text.len] = '\0';
    fclose(file);

    return text;
}


ngx_str_t
tap_str(const char *text)
{
    ngx_str_t  str;

    str.len = strlen(text);
    str.data = ngx_palloc(tap_pool, str.len + 1);
    memcpy(str.data, text, str.len + 1);

    return str;
}


ngx_str_t
tap_exact(const char *text, size_t len)
{
    ngx_str_t  str;

    str.len = len;
    str.data = ngx_palloc(tap_pool, len ? len : 1);
    memcpy(str.data, text, len);

    return str;
}


int
main(void)
{
    tap_log = env_init(tap_log_handler);
    tap_pool = ngx_cycle->pool;

    tap_test();

    ngx_destroy_pool(tap_pool);
    printf("1..%d\n", tap_count);

    return tap_failed ? 1 : 0;
}
