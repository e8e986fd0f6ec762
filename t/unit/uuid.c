
#include "tap.h"
#include <ngx_smartstack_uuid.h>
#include <sys/wait.h>


#define MANY  20000


static int
compare(const void *one, const void *two)
{
    return memcmp(one, two, 36);
}


static uint64_t
msec_of(const u_char *id)
{
    char  hex[13];

    ngx_memcpy(hex, id, 8);
    ngx_memcpy(hex + 8, id + 9, 4);
    hex[12] = '\0';

    return strtoull(hex, NULL, 16);
}


static uint64_t
now_msec(void)
{
    struct timespec  ts;

    (void) clock_gettime(CLOCK_REALTIME, &ts);

    return (uint64_t) ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}


static void
makes_ids(void)
{
    size_t         i, form, order, same, random;
    uint64_t       before, after, msec;
    u_char         bytes[16];
    static u_char  ids[MANY][36];

    before = now_msec();

    for (i = 0; i < MANY; i++) {
        if (ngx_smartstack_uuid7(ids[i]) != NGX_OK) {
            ok(0, "an id is made");
            return;
        }
    }

    after = now_msec();
    form = 0;
    order = 0;
    random = 0;

    for (i = 0; i < MANY; i++) {
        if (ngx_smartstack_uuid_parse(ids[i], 36, bytes) != NGX_OK
            || bytes[6] >> 4 != 7 || bytes[8] >> 6 != 2)
        {
            form++;
        }

        if (i && memcmp(ids[i - 1], ids[i], 36) >= 0) {
            order++;
        }

        if (i && memcmp(ids[i - 1] + 19, ids[i] + 19, 17) == 0) {
            random++;
        }
    }

    is_int(form, 0, "all have version 7 and variant 10");
    is_int(order, 0, "each is greater than the one before");
    is_int(random, 0, "the random part differs each time");

    msec = msec_of(ids[0]);
    ok(msec >= before && msec <= after, "the time is now");

    msec = msec_of(ids[MANY - 1]);
    ok(msec >= before && msec <= after + MANY / 2048,
       "the time runs ahead only where a counter ran out");

    qsort(ids, MANY, 36, compare);
    same = 0;

    for (i = 1; i < MANY; i++) {
        same += memcmp(ids[i - 1], ids[i], 36) == 0;
    }

    is_int(same, 0, "no id comes twice");
}


/* Workers are forked: they must not go on with their parent's random bytes. */

static void
differs_in_workers(void)
{
    int      fds[2], status;
    pid_t    pid;
    u_char   mine[36], worker[36];
    ssize_t  n;

    if (pipe(fds) != 0) {
        ok(0, "pipe");
        return;
    }

    (void) ngx_smartstack_uuid7(mine);

    pid = fork();

    if (pid == 0) {
        ngx_pid = getpid();
        (void) ngx_smartstack_uuid7(worker);
        n = write(fds[1], worker, 36);
        _exit(n != 36);
    }

    (void) ngx_smartstack_uuid7(mine);

    n = read(fds[0], worker, 36);
    (void) waitpid(pid, &status, 0);
    (void) close(fds[0]);
    (void) close(fds[1]);

    is_int(n, 36, "a worker makes an id");
    ok(memcmp(mine + 19, worker + 19, 17) != 0,
       "... with another random part");
}


static ngx_int_t
parse(const char *text)
{
    u_char     bytes[16];
    ngx_str_t  in;

    in = tap_exact(text, ngx_strlen(text));

    return ngx_smartstack_uuid_parse(in.data, in.len, bytes);
}


static void
reads_ids(void)
{
    u_char     bytes[16], text[36];
    ngx_str_t  s;

    s.data = text;
    s.len = 36;

    is_int(ngx_smartstack_uuid_parse(
               (u_char *) "0189aBcD-ef01-774b-bCce-b302099a8057", 36, bytes),
           NGX_OK, "upper and lower case");
    ok(memcmp(bytes, "\x01\x89\xab\xcd\xef\x01\x77\x4b\xbc\xce\xb3\x02\x09"
                     "\x9a\x80\x57", 16) == 0, "... gives the bytes");

    ok(ngx_smartstack_uuid_format(text, bytes) == text + 36,
       "format tells the end");
    is_str(&s, "0189abcd-ef01-774b-bcce-b302099a8057", "lower case out");

    is_int(parse("00000000-0000-0000-0000-000000000000"), NGX_OK, "nil");
    is_int(parse(""), NGX_DECLINED, "empty");
    is_int(parse("0189abcd-ef01-774b-bcce-b302099a805"), NGX_DECLINED,
           "too short");
    is_int(parse("0189abcd-ef01-774b-bcce-b302099a80577"), NGX_DECLINED,
           "too long");
    is_int(parse("0189abcdef01-774b-bcce-b302-099a8057"), NGX_DECLINED,
           "hyphens elsewhere");
    is_int(parse("0189abcd-ef01-774b-bcce-b302099a805g"), NGX_DECLINED,
           "no digit");
    is_int(parse("0189abcd-ef01-774b-bcce-b302099a80-7"), NGX_DECLINED,
           "a hyphen for a digit");
    is_int(parse("{189abcd-ef01-774b-bcce-b302099a805}"), NGX_DECLINED,
           "braces");
    is_int(parse("0189abcd-ef01-774b-bcce-b302099a80\xc3\xbc"), NGX_DECLINED,
           "bytes beyond ASCII");
}


TAP_MAIN
{
    makes_ids();
    differs_in_workers();
    reads_ids();
}
