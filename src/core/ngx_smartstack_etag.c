
#include <ngx_smartstack_etag.h>


static ngx_int_t ngx_smartstack_etag_revision(ngx_str_t *etag);


ngx_int_t
ngx_smartstack_etag_list(ngx_str_t *field, int revisions[])
{
    u_char      *p, *end, *comma;
    ngx_int_t    rev;
    ngx_str_t    tag;
    ngx_uint_t   n, tags, weak;

    n = 0;
    tags = 0;

    end = field->data + field->len;

    for (p = field->data; p < end; p = comma + 1) {

        comma = ngx_strlchr(p, end, ',');
        if (comma == NULL) {
            comma = end;
        }

        tag.data = p;
        tag.len = comma - p;

        while (tag.len && (tag.data[0] == ' ' || tag.data[0] == '\t')) {
            tag.data++;
            tag.len--;
        }

        while (tag.len && (tag.data[tag.len - 1] == ' '
                           || tag.data[tag.len - 1] == '\t'))
        {
            tag.len--;
        }

        if (tag.len == 0) {
            continue;
        }

        weak = (tag.len > 2 && tag.data[0] == 'W' && tag.data[1] == '/');

        if (weak) {
            tag.data += 2;
            tag.len -= 2;
        }

        rev = ngx_smartstack_etag_revision(&tag);

        if (rev == NGX_ERROR || tags++ == NGX_SMARTSTACK_ETAG_MAX) {
            return NGX_ERROR;
        }

        if (!weak) {
            revisions[n++] = (int) rev;
        }
    }

    return tags ? (ngx_int_t) n : NGX_ERROR;
}


static ngx_int_t
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
