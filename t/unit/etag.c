
#include "tap.h"
#include <ngx_smartstack_etag.h>


static void
revision(const char *text, ngx_int_t expected)
{
    int        revs[NGX_SMARTSTACK_ETAG_MAX];
    ngx_int_t  n;
    ngx_str_t  field;

    field = tap_exact(text, ngx_strlen(text));
    n = ngx_smartstack_etag_list(&field, revs);

    is_int(n == 1 ? revs[0] : NGX_ERROR, expected, text);
}


/* expected: the revisions, each behind a space */

static void
list(const char *text, const char *expected)
{
    int         revs[NGX_SMARTSTACK_ETAG_MAX];
    u_char      buf[256], *p;
    ngx_int_t   i, n;
    ngx_str_t   field, got;

    field = tap_exact(text, ngx_strlen(text));
    n = ngx_smartstack_etag_list(&field, revs);

    p = buf;

    for (i = 0; i < n; i++) {
        p = ngx_sprintf(p, " %d", revs[i]);
    }

    got.data = buf;
    got.len = p - buf;

    is_str(&got, expected, text);
}


static void
refused(const char *text)
{
    int        revs[NGX_SMARTSTACK_ETAG_MAX];
    ngx_str_t  field;

    field = tap_exact(text, ngx_strlen(text));
    is_int(ngx_smartstack_etag_list(&field, revs), NGX_ERROR, text);
}


TAP_MAIN
{
    revision("\"r1\"", 1);
    revision("\"r7\"", 7);
    revision("\"r999999999\"", 999999999);
    revision("\"r7-0123456789abcdef\"", 7);

    revision("", NGX_ERROR);
    revision("\"", NGX_ERROR);
    revision("\"r\"", NGX_ERROR);
    revision("\"r7", NGX_ERROR);
    revision("r7\"", NGX_ERROR);
    revision("r7", NGX_ERROR);
    revision("*", NGX_ERROR);
    revision("W/\"r7\"", NGX_ERROR);
    revision("\"R7\"", NGX_ERROR);
    revision("\"r-7\"", NGX_ERROR);
    revision("\"r+7\"", NGX_ERROR);
    revision("\"r7 \"", NGX_ERROR);
    revision("\"r1000000000\"", NGX_ERROR);
    revision("\"r99999999999999999999\"", NGX_ERROR);
    revision("\"r7\", \"r8\"", NGX_ERROR);
    revision("\"r-0123456789abcdef\"", NGX_ERROR);
    revision("\"r7-0123456789abcde\"", NGX_ERROR);
    revision("\"r7-0123456789abcdeff\"", NGX_ERROR);
    revision("\"r7-0123456789ABCDEF\"", NGX_ERROR);
    revision("\"r7-0123456-89abcdef\"", NGX_ERROR);

    list("\"r7\", \"r8\"", " 7 8");
    list("\"r7\",\"r8-0123456789abcdef\"\t,\t\"r7\"", " 7 8 7");
    list(" , ,\"r7\", ,", " 7");
    list("W/\"r7\", \"r8\"", " 8");
    list("W/\"r7-0123456789abcdef\"", "");
    list("\"r1\",\"r2\",\"r3\",\"r4\",\"r5\",\"r6\",\"r7\",\"r8\","
         "\"r9\",\"r10\",\"r11\",\"r12\",\"r13\",\"r14\",\"r15\",\"r16\"",
         " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");

    refused(",");
    refused(" ");
    refused("*");
    refused("W/");
    refused("w/\"r7\"");
    refused("W/ \"r7\"");
    refused("W/W/\"r7\"");
    refused("\"r7\" \"r8\"");
    refused("\"r7\"; \"r8\"");
    refused("\"r7\", *");
    refused("\"r7\", \"x\"");
    refused("\"r7\", W/\"x\"");
    refused("\"r7,r8\"");
    refused("\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\","
            "\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\",\"r1\","
            "W/\"r1\"");
}
