
#include "tap.h"
#include <ngx_smartstack_etag.h>


static void
revision(const char *text, ngx_int_t expected)
{
    ngx_str_t  etag;

    etag = tap_exact(text, ngx_strlen(text));
    is_int(ngx_smartstack_etag_revision(&etag), expected, text);
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
}
