
/* Secrets that we make and show once. */


#include <ngx_smartstack_secret.h>
#include <ngx_smartstack_base64url.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>


#define NGX_SMARTSTACK_API_KEY_PREFIX  "ss_live_"
#define NGX_SMARTSTACK_API_KEY_CHECK   6
#define NGX_SMARTSTACK_BASE62          62


static ngx_int_t ngx_smartstack_secret_letters(u_char *out, size_t n,
    ngx_uint_t base);
static void ngx_smartstack_secret_check(const u_char *text, size_t len,
    u_char out[NGX_SMARTSTACK_API_KEY_CHECK]);


static const u_char  ngx_smartstack_secret_alphabet[] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";


ngx_int_t
ngx_smartstack_secret_token(u_char out[NGX_SMARTSTACK_TOKEN_LEN])
{
    u_char  bytes[32];

    if (RAND_bytes(bytes, sizeof(bytes)) != 1) {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(out, bytes, sizeof(bytes));
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return NGX_OK;
}


/*
 * The shape that GitHub gave its tokens: scanners find it by its prefix, and
 * a mistyped or invented one is refused without asking the database.
 */

ngx_int_t
ngx_smartstack_secret_api_key(u_char out[NGX_SMARTSTACK_API_KEY_LEN])
{
    u_char  *p, *last;

    p = ngx_cpymem(out, NGX_SMARTSTACK_API_KEY_PREFIX,
                   sizeof(NGX_SMARTSTACK_API_KEY_PREFIX) - 1);
    last = out + NGX_SMARTSTACK_API_KEY_LEN - NGX_SMARTSTACK_API_KEY_CHECK;

    if (ngx_smartstack_secret_letters(p, last - p, NGX_SMARTSTACK_BASE62)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_smartstack_secret_check(out, last - out, last);

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_secret_code(u_char out[NGX_SMARTSTACK_CODE_LEN])
{
    return ngx_smartstack_secret_letters(out, NGX_SMARTSTACK_CODE_LEN, 10);
}


/* Each letter as likely as any other: bytes above a multiple are dropped. */

static ngx_int_t
ngx_smartstack_secret_letters(u_char *out, size_t n, ngx_uint_t base)
{
    u_char   bytes[64];
    size_t   i;
    u_char  *last;

    last = out + n;

    while (out < last) {

        if (RAND_bytes(bytes, sizeof(bytes)) != 1) {
            return NGX_ERROR;
        }

        for (i = 0; i < sizeof(bytes) && out < last; i++) {
            if (bytes[i] < 256 - 256 % base) {
                *out++ = ngx_smartstack_secret_alphabet[bytes[i] % base];
            }
        }
    }

    OPENSSL_cleanse(bytes, sizeof(bytes));

    return NGX_OK;
}


static void
ngx_smartstack_secret_check(const u_char *text, size_t len,
    u_char out[NGX_SMARTSTACK_API_KEY_CHECK])
{
    uint32_t    crc;
    ngx_uint_t  i;

    crc = ngx_crc32_long((u_char *) text, len);

    for (i = NGX_SMARTSTACK_API_KEY_CHECK; i; i--) {
        out[i - 1] = ngx_smartstack_secret_alphabet[crc
                                                    % NGX_SMARTSTACK_BASE62];
        crc /= NGX_SMARTSTACK_BASE62;
    }
}


ngx_int_t
ngx_smartstack_secret_is_token(ngx_str_t *text)
{
    u_char     bytes[32];
    ngx_int_t  rc;

    if (text->len != NGX_SMARTSTACK_TOKEN_LEN) {
        return NGX_DECLINED;
    }

    rc = ngx_smartstack_base64url_decode(bytes, text->data, text->len);
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return rc;
}


ngx_int_t
ngx_smartstack_secret_is_api_key(ngx_str_t *text)
{
    size_t   len;
    u_char  *p, check[NGX_SMARTSTACK_API_KEY_CHECK];

    static ngx_str_t  prefix = ngx_string(NGX_SMARTSTACK_API_KEY_PREFIX);

    if (text->len != NGX_SMARTSTACK_API_KEY_LEN
        || ngx_memcmp(text->data, prefix.data, prefix.len) != 0)
    {
        return NGX_DECLINED;
    }

    for (p = text->data + prefix.len; p < text->data + text->len; p++) {
        if (*p == '\0'
            || ngx_strchr(ngx_smartstack_secret_alphabet, *p) == NULL)
        {
            return NGX_DECLINED;
        }
    }

    len = text->len - NGX_SMARTSTACK_API_KEY_CHECK;
    ngx_smartstack_secret_check(text->data, len, check);

    return ngx_memcmp(text->data + len, check, sizeof(check)) == 0
           ? NGX_OK : NGX_DECLINED;
}


ngx_int_t
ngx_smartstack_secret_digest(ngx_str_t *text,
    u_char out[NGX_SMARTSTACK_DIGEST_LEN])
{
    u_char  digest[SHA256_DIGEST_LENGTH];

    if (SHA256(text->data, text->len, digest) == NULL) {
        return NGX_ERROR;
    }

    out[0] = '\\';
    out[1] = 'x';
    (void) ngx_hex_dump(out + 2, digest, sizeof(digest));

    return NGX_OK;
}
