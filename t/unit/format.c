
#include "tap.h"
#include <ngx_smartstack_schema_node.h>


static void
check(const char *name, const char *text, ngx_int_t expected)
{
    ngx_str_t                 in;
    ngx_smartstack_format_t  *format;

    format = ngx_smartstack_format_find(name);
    in = tap_exact(text, ngx_strlen(text));

    is_int(format->check(in.data, in.len), expected, text);
}


static void
checks(const char *name, const char **good, const char **bad)
{
    note("%s", name);

    while (*good) {
        check(name, *good++, NGX_OK);
    }

    note("no %s", name);

    while (*bad) {
        check(name, *bad++, NGX_DECLINED);
    }
}


#define LABEL_63                                                              \
    "a23456789012345678901234567890123456789012345678901234567890123"


TAP_MAIN
{
    ok(ngx_smartstack_format_find("dat") == NULL, "no such format");

    checks("date", (const char *[]) {
        "2026-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31",
        NULL
    }, (const char *[]) {
        "", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10",
        "2026-13-10", "2026-01-00", "2026-01-32", "0000-01-01", "26-01-01",
        "2026-1-1", "2026/01/01", "2026-01-01 ", " 2026-01-01", "10000-01-01",
        "2026-01-0a", "+026-01-01", "infinity", "today", NULL
    });

    checks("date-time", (const char *[]) {
        "2026-01-31T12:00:00Z", "2026-01-31t12:00:00z",
        "2026-01-31T23:59:59.999999999+15:59", "2026-01-31T00:00:00-15:59",
        "2026-01-31T12:00:00.1-00:00", "0001-01-01T00:00:00Z",
        "0001-01-01T05:00:00+05:00", "9999-12-31T23:59:59.999999Z",
        "9999-12-31T18:59:59-05:00", "2016-12-31T23:59:60Z",
        "2017-01-01T00:59:60+01:00", "2016-12-31T18:59:60.5-05:00", NULL
    }, (const char *[]) {
        "", "2026-01-31", "2026-01-31T12:00Z", "2026-01-31T12:00:00",
        "2026-01-31 12:00:00Z", "2026-02-30T12:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:61Z", "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31T12:00:00,5Z", "2026-01-31T12:00:00+0100",
        "2026-01-31T12:00:00+01", "2026-01-31T12:00:00+16:00",
        "2026-01-31T12:00:00+01:60", "2026-01-31T12:00:00 01:00",
        "2026-01-31T12:00:00ZZ", "2026-01-31T12:00:00Z ",
        "2026-01-31T1a:00:00Z", "2026-01-31T12:00:00.5",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        "0000-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:60Z", "infinity", NULL
    });

    checks("uuid", (const char *[]) {
        "0189abcd-ef01-774b-bcce-b302099a8057",
        "0189ABCD-EF01-774B-BCCE-B302099A8057", NULL
    }, (const char *[]) {
        "", "0189abcdef01774bbcceb302099a8057",
        "{0189abcd-ef01-774b-bcce-b302099a8057}",
        "0189abcd-ef01-774b-bcce-b302099a805", NULL
    });

    checks("email", (const char *[]) {
        "a@b.c", "first.last+tag@mail.example.org", "o'neil@example.org",
        "x@" LABEL_63 ".org", "A-1@a-b.c--d.org", NULL
    }, (const char *[]) {
        "", "a", "@b.c", "a@", "a@b", "a@b.", "a@.b.c", "a@b..c", "a@-b.c",
        "a@b-.c", "a@b.c-", ".a@b.c", "a.@b.c", "a..b@c.d", "a b@c.d",
        "a@b c.d", "a@b@c.d", "\"a\"@b.c", "a@[1.2.3.4]", "a@b.c\n",
        "a@b_c.d", "\xc3\xbc@b.c", "a@b\xc3\xbc.c", "x@" LABEL_63 "4.org",
        LABEL_63 "45@b.c", NULL
    });

    checks("uri", (const char *[]) {
        "https://example.org", "http://example.org:8080/a/b?c=d&e=%20#f",
        "HTTPS://EXAMPLE.ORG/", "https://[::1]/x", "mailto:a@b.c", NULL
    }, (const char *[]) {
        "", "https:", "https://", "https:///x", "https://?q", "mailto:",
        "example.org", "/path", "javascript:alert(1)", "data:text/html,x",
        "ftp://example.org", "https://example.org/ x",
        "https://example.org/\"", "https://example.org/<", "https://a/%",
        "https://a/%2", "https://a/%2x", "https://a\\b", "https://\xc3\xbc.de",
        " https://example.org", "https://a\n", NULL
    });
}
