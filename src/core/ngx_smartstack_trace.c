
#include <ngx_smartstack_trace.h>


#define NGX_SMARTSTACK_TRACE_FLAGS_AT  53

/* sampled, and random (level 2): the flags that are passed on */
#define NGX_SMARTSTACK_TRACE_FLAGS     0x03


static ngx_uint_t ngx_smartstack_trace_good(ngx_str_t *value);
static ngx_uint_t ngx_smartstack_trace_hex(const u_char *p, size_t len);
static ngx_uint_t ngx_smartstack_trace_zero(const u_char *p, size_t len);


void
ngx_smartstack_trace_parent(u_char *out, ngx_str_t *caller,
    const u_char id[36])
{
    u_char      *p, digits[NGX_SMARTSTACK_TRACE_ID_LEN];
    ngx_int_t    flags;
    ngx_uint_t   i;

    p = digits;

    for (i = 0; i < 36; i++) {
        if (id[i] != '-') {
            *p++ = id[i];
        }
    }

    p = ngx_cpymem(out, "00-", 3);

    if (caller != NULL && ngx_smartstack_trace_good(caller)) {
        p = ngx_cpymem(p, caller->data + NGX_SMARTSTACK_TRACE_ID_AT,
                       NGX_SMARTSTACK_TRACE_ID_LEN);
        flags = ngx_hextoi(caller->data + NGX_SMARTSTACK_TRACE_FLAGS_AT, 2);

    } else {
        p = ngx_cpymem(p, digits, NGX_SMARTSTACK_TRACE_ID_LEN);
        flags = 0;
    }

    /* the random half of a UUID, whose variant bits keep it from being zero */

    *p++ = '-';
    p = ngx_cpymem(p, digits + NGX_SMARTSTACK_TRACE_ID_LEN
                      - NGX_SMARTSTACK_SPAN_ID_LEN,
                   NGX_SMARTSTACK_SPAN_ID_LEN);
    *p++ = '-';
    *p++ = '0';
    *p = (u_char) ('0' + (flags & NGX_SMARTSTACK_TRACE_FLAGS));
}


/* A version above 00 may have more to say behind another "-". */

static ngx_uint_t
ngx_smartstack_trace_good(ngx_str_t *value)
{
    u_char  *p;

    p = value->data;

    if (value->len < NGX_SMARTSTACK_TRACEPARENT_LEN
        || !ngx_smartstack_trace_hex(p, 2)
        || (p[0] == 'f' && p[1] == 'f'))
    {
        return 0;
    }

    if (value->len > NGX_SMARTSTACK_TRACEPARENT_LEN
        && ((p[0] == '0' && p[1] == '0')
            || p[NGX_SMARTSTACK_TRACEPARENT_LEN] != '-'))
    {
        return 0;
    }

    if (p[NGX_SMARTSTACK_TRACE_ID_AT - 1] != '-'
        || p[NGX_SMARTSTACK_SPAN_ID_AT - 1] != '-'
        || p[NGX_SMARTSTACK_TRACE_FLAGS_AT - 1] != '-')
    {
        return 0;
    }

    return ngx_smartstack_trace_hex(p + NGX_SMARTSTACK_TRACE_ID_AT,
                                    NGX_SMARTSTACK_TRACE_ID_LEN)
           && ngx_smartstack_trace_hex(p + NGX_SMARTSTACK_SPAN_ID_AT,
                                       NGX_SMARTSTACK_SPAN_ID_LEN)
           && ngx_smartstack_trace_hex(p + NGX_SMARTSTACK_TRACE_FLAGS_AT, 2)
           && !ngx_smartstack_trace_zero(p + NGX_SMARTSTACK_TRACE_ID_AT,
                                         NGX_SMARTSTACK_TRACE_ID_LEN)
           && !ngx_smartstack_trace_zero(p + NGX_SMARTSTACK_SPAN_ID_AT,
                                         NGX_SMARTSTACK_SPAN_ID_LEN);
}


/* Lower case only, as the standard has it. */

static ngx_uint_t
ngx_smartstack_trace_hex(const u_char *p, size_t len)
{
    size_t  i;

    for (i = 0; i < len; i++) {
        if ((p[i] < '0' || p[i] > '9') && (p[i] < 'a' || p[i] > 'f')) {
            return 0;
        }
    }

    return 1;
}


static ngx_uint_t
ngx_smartstack_trace_zero(const u_char *p, size_t len)
{
    size_t  i;

    for (i = 0; i < len; i++) {
        if (p[i] != '0') {
            return 0;
        }
    }

    return 1;
}
