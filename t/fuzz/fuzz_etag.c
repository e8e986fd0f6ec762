
/*
 * Any bytes as If-Match: at most sixteen revisions, each of nine digits, and
 * none when it is refused.
 */

#include "env.h"
#include <ngx_smartstack_etag.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int        revisions[NGX_SMARTSTACK_ETAG_MAX];
    ngx_int_t  n;
    ngx_str_t  field;

    field.data = (u_char *) data;
    field.len = size;

    n = ngx_smartstack_etag_list(&field, revisions);

    if (n == NGX_ERROR) {
        return 0;
    }

    if (n < 0 || n > NGX_SMARTSTACK_ETAG_MAX) {
        abort();
    }

    while (n--) {
        if (revisions[n] < 0 || revisions[n] > 999999999) {
            abort();
        }
    }

    return 0;
}
