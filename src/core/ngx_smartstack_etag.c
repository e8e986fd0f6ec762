
#include <ngx_smartstack_etag.h>


ngx_int_t
ngx_smartstack_etag_revision(ngx_str_t *etag)
{
    u_char  *p, *end, *digits, *last;

    if (etag->len < 4 || etag->data[0] != '"' || etag->data[1] != 'r'
        || etag->data[etag->len - 1] != '"')
    {
        return NGX_ERROR;
    }

    digits = etag->data + 2;
    end = etag->data + etag->len - 1;
    last = ngx_strlchr(digits, end, '-');

    if (last == NULL) {
        last = end;

    } else {
        if (end - last != sizeof("-0123456789abcdef") - 1) {
            return NGX_ERROR;
        }

        for (p = last + 1; p < end; p++) {
            if ((*p < '0' || *p > '9') && (*p < 'a' || *p > 'f')) {
                return NGX_ERROR;
            }
        }
    }

    return (last - digits < 10) ? ngx_atoi(digits, last - digits)
                                : NGX_ERROR;
}
