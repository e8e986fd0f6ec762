
/*
 * nginx's own decoder stops at the first foreign byte and takes any spare
 * bits, so that many texts mean one value: not for signed ones.
 */


#include <ngx_smartstack_base64url.h>


#define NO  0xff


static const u_char  ngx_smartstack_base64url_values[256] = {
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, 62, NO, NO,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, NO, NO, NO, NO, NO, NO,
    NO,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, NO, NO, NO, NO, 63,
    NO, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO
};


u_char *
ngx_smartstack_base64url_encode(u_char *dst, const u_char *p, size_t len)
{
    static const char  letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    while (len > 2) {
        *dst++ = letters[p[0] >> 2];
        *dst++ = letters[((p[0] & 3) << 4) | (p[1] >> 4)];
        *dst++ = letters[((p[1] & 0x0f) << 2) | (p[2] >> 6)];
        *dst++ = letters[p[2] & 0x3f];

        p += 3;
        len -= 3;
    }

    if (len) {
        *dst++ = letters[p[0] >> 2];

        if (len == 1) {
            *dst++ = letters[(p[0] & 3) << 4];

        } else {
            *dst++ = letters[((p[0] & 3) << 4) | (p[1] >> 4)];
            *dst++ = letters[(p[1] & 0x0f) << 2];
        }
    }

    return dst;
}


ngx_int_t
ngx_smartstack_base64url_decode(u_char *dst, const u_char *p, size_t len)
{
    u_char         a, b, c, d;
    const u_char  *values;

    values = ngx_smartstack_base64url_values;

    while (len > 3) {
        a = values[p[0]];
        b = values[p[1]];
        c = values[p[2]];
        d = values[p[3]];

        if ((a | b | c | d) & 0x80) {
            return NGX_DECLINED;
        }

        *dst++ = (u_char) (a << 2 | b >> 4);
        *dst++ = (u_char) (b << 4 | c >> 2);
        *dst++ = (u_char) (c << 6 | d);

        p += 4;
        len -= 4;
    }

    if (len == 0) {
        return NGX_OK;
    }

    if (len == 1) {
        return NGX_DECLINED;
    }

    a = values[p[0]];
    b = values[p[1]];
    c = (len == 3) ? values[p[2]] : 0;

    if ((a | b | c) & 0x80) {
        return NGX_DECLINED;
    }

    *dst++ = (u_char) (a << 2 | b >> 4);

    if (len == 2) {
        return (b & 0x0f) ? NGX_DECLINED : NGX_OK;
    }

    *dst = (u_char) (b << 4 | c >> 2);

    return (c & 0x03) ? NGX_DECLINED : NGX_OK;
}
