
/*
 * A cursor is base64url of
 *
 *     version 1 | last character of the key's name 1 | number of values 1 |
 *     for each value: length 2, big endian, and bytes | MAC 16
 *
 * The scope is not in it, but under the MAC: a cursor is good where it was
 * made, and nowhere else.
 */


#include <ngx_smartstack_cursor.h>
#include <ngx_smartstack_base64url.h>
#include <openssl/crypto.h>


#define NGX_SMARTSTACK_CURSOR_VERSION  1
#define NGX_SMARTSTACK_CURSOR_HEAD     3
#define NGX_SMARTSTACK_CURSOR_VALUE    1024
#define NGX_SMARTSTACK_CURSOR_MAC      16

#define NGX_SMARTSTACK_CURSOR_BYTES                                           \
    (NGX_SMARTSTACK_CURSOR_HEAD                                               \
     + NGX_SMARTSTACK_SQL_MAX_KEYS * (2 + NGX_SMARTSTACK_CURSOR_VALUE)        \
     + NGX_SMARTSTACK_CURSOR_MAC)


static ngx_int_t ngx_smartstack_cursor_mac(ngx_smartstack_key_t *key,
    ngx_str_t *scope, u_char *p, size_t len, u_char *mac);


ngx_int_t
ngx_smartstack_cursor_make(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_str_t *scope, ngx_uint_t nvalues, ngx_str_t *values,
    ngx_str_t *cursor)
{
    u_char                *p;
    u_char                 bytes[NGX_SMARTSTACK_CURSOR_BYTES], mac[32];
    size_t                 len;
    ngx_uint_t             i;
    ngx_smartstack_key_t  *key;

    key = &ring->cursor.keys[0];

    if (nvalues > NGX_SMARTSTACK_SQL_MAX_KEYS) {
        return NGX_ERROR;
    }

    p = bytes;
    *p++ = NGX_SMARTSTACK_CURSOR_VERSION;
    *p++ = ngx_smartstack_key_mark(key);
    *p++ = (u_char) nvalues;

    for (i = 0; i < nvalues; i++) {

        if (values[i].len > NGX_SMARTSTACK_CURSOR_VALUE) {
            return NGX_ERROR;
        }

        *p++ = (u_char) (values[i].len >> 8);
        *p++ = (u_char) values[i].len;
        p = ngx_cpymem(p, values[i].data, values[i].len);
    }

    if (ngx_smartstack_cursor_mac(key, scope, bytes, p - bytes, mac)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    p = ngx_cpymem(p, mac, NGX_SMARTSTACK_CURSOR_MAC);
    len = p - bytes;

    cursor->len = ngx_smartstack_base64url_encoded(len);
    cursor->data = ngx_pnalloc(pool, cursor->len);

    if (cursor->data == NULL) {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(cursor->data, bytes, len);

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_cursor_read(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_str_t *scope, ngx_str_t *cursor, ngx_uint_t nvalues,
    ngx_str_t *values)
{
    u_char                *p, *bytes, *end, mac[32];
    size_t                 len;
    ngx_uint_t             i;
    ngx_smartstack_key_t  *key;

    len = ngx_smartstack_base64url_decoded(cursor->len);

    if (len < NGX_SMARTSTACK_CURSOR_HEAD + NGX_SMARTSTACK_CURSOR_MAC
        || len > NGX_SMARTSTACK_CURSOR_BYTES)
    {
        return NGX_DECLINED;
    }

    bytes = ngx_pnalloc(pool, len);
    if (bytes == NULL) {
        return NGX_ERROR;
    }

    if (ngx_smartstack_base64url_decode(bytes, cursor->data, cursor->len)
        != NGX_OK
        || bytes[0] != NGX_SMARTSTACK_CURSOR_VERSION)
    {
        return NGX_DECLINED;
    }

    key = ngx_smartstack_key_by_mark(&ring->cursor, bytes[1]);
    if (key == NULL) {
        return NGX_DECLINED;
    }

    end = bytes + len - NGX_SMARTSTACK_CURSOR_MAC;

    if (ngx_smartstack_cursor_mac(key, scope, bytes, end - bytes, mac)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (CRYPTO_memcmp(mac, end, NGX_SMARTSTACK_CURSOR_MAC) != 0
        || bytes[2] != nvalues)
    {
        return NGX_DECLINED;
    }

    p = bytes + NGX_SMARTSTACK_CURSOR_HEAD;

    for (i = 0; i < nvalues; i++) {

        if (end - p < 2) {
            return NGX_DECLINED;
        }

        values[i].len = (size_t) p[0] << 8 | p[1];
        values[i].data = p + 2;
        p += 2;

        if ((size_t) (end - p) < values[i].len) {
            return NGX_DECLINED;
        }

        p += values[i].len;
    }

    return (p == end) ? NGX_OK : NGX_DECLINED;
}


/* The length of the scope tells where it ends and the cursor begins. */

static ngx_int_t
ngx_smartstack_cursor_mac(ngx_smartstack_key_t *key, ngx_str_t *scope,
    u_char *p, size_t len, u_char *mac)
{
    u_char      size[8];
    ngx_str_t   parts[3];
    ngx_uint_t  i;

    for (i = 0; i < 8; i++) {
        size[i] = (u_char) ((uint64_t) scope->len >> (8 * i));
    }

    parts[0].data = size;
    parts[0].len = 8;
    parts[1] = *scope;
    parts[2].data = p;
    parts[2].len = len;

    return ngx_smartstack_mac_parts(key, parts, 3, mac);
}
