
/*
 * Refresh tokens: 54 bytes, so that garbage is refused before any query and
 * nothing secret has to be stored:
 *
 *     version 1 | last character of the key's name 1 | session 16 |
 *     generation 4, big endian | HMAC-SHA-256 32
 *
 * Each session has a MAC key of its own, derived with HKDF.
 */


#include <ngx_smartstack_token.h>
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_uuid.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>


#define NGX_SMARTSTACK_REFRESH_VERSION  1
#define NGX_SMARTSTACK_REFRESH_SESSION  2
#define NGX_SMARTSTACK_REFRESH_SIGNED   22
#define NGX_SMARTSTACK_REFRESH_BYTES    54
#define NGX_SMARTSTACK_REFRESH_MAC      32

#define NGX_SMARTSTACK_REFRESH_INFO     "smartstack refresh"


static ngx_int_t ngx_smartstack_refresh_mac(ngx_smartstack_key_t *key,
    u_char *token, u_char *mac);
static ngx_int_t ngx_smartstack_refresh_key(ngx_smartstack_key_t *key,
    u_char *session, u_char *derived);


ngx_int_t
ngx_smartstack_refresh_issue(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_smartstack_refresh_t *refresh, ngx_str_t *token)
{
    u_char                *p, bytes[NGX_SMARTSTACK_REFRESH_BYTES];
    ngx_smartstack_key_t  *key;

    key = &ring->refresh.keys[0];

    bytes[0] = NGX_SMARTSTACK_REFRESH_VERSION;
    bytes[1] = ngx_smartstack_key_mark(key);

    p = bytes + NGX_SMARTSTACK_REFRESH_SESSION;

    if (ngx_smartstack_uuid_parse(refresh->session, NGX_SMARTSTACK_UUID_LEN,
                                  p)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    p += 16;
    *p++ = (u_char) (refresh->generation >> 24);
    *p++ = (u_char) (refresh->generation >> 16);
    *p++ = (u_char) (refresh->generation >> 8);
    *p++ = (u_char) refresh->generation;

    token->len = NGX_SMARTSTACK_REFRESH_LEN;
    token->data = ngx_pnalloc(pool, NGX_SMARTSTACK_REFRESH_LEN);

    if (token->data == NULL
        || ngx_smartstack_refresh_mac(key, bytes, p) != NGX_OK)
    {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(token->data, bytes,
                                           NGX_SMARTSTACK_REFRESH_BYTES);
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_refresh_verify(ngx_smartstack_keyring_t *ring,
    ngx_str_t *token, ngx_smartstack_refresh_t *refresh)
{
    u_char                *p, bytes[NGX_SMARTSTACK_REFRESH_BYTES];
    u_char                 mac[NGX_SMARTSTACK_REFRESH_MAC];
    ngx_smartstack_key_t  *key;

    if (token->len != NGX_SMARTSTACK_REFRESH_LEN
        || ngx_smartstack_base64url_decode(bytes, token->data, token->len)
           != NGX_OK
        || bytes[0] != NGX_SMARTSTACK_REFRESH_VERSION)
    {
        return NGX_ERROR;
    }

    key = ngx_smartstack_key_by_mark(&ring->refresh, bytes[1]);

    if (key == NULL
        || ngx_smartstack_refresh_mac(key, bytes, mac) != NGX_OK
        || CRYPTO_memcmp(mac, bytes + NGX_SMARTSTACK_REFRESH_SIGNED,
                         NGX_SMARTSTACK_REFRESH_MAC)
           != 0)
    {
        return NGX_ERROR;
    }

    p = bytes + NGX_SMARTSTACK_REFRESH_SESSION;

    (void) ngx_smartstack_uuid_format(refresh->session, p);

    p += 16;
    refresh->generation = (uint32_t) p[0] << 24 | (uint32_t) p[1] << 16
                          | (uint32_t) p[2] << 8 | p[3];

    return refresh->generation > NGX_MAX_INT32_VALUE ? NGX_ERROR : NGX_OK;
}


/* mac may be the token's own place for it. */

static ngx_int_t
ngx_smartstack_refresh_mac(ngx_smartstack_key_t *key, u_char *token,
    u_char *mac)
{
    u_char     *done, derived[NGX_SMARTSTACK_KEY_LEN];
    ngx_int_t   rc;

    rc = ngx_smartstack_refresh_key(key,
                                    token + NGX_SMARTSTACK_REFRESH_SESSION,
                                    derived);
    if (rc == NGX_OK) {
        done = HMAC(EVP_sha256(), derived, sizeof(derived), token,
                    NGX_SMARTSTACK_REFRESH_SIGNED, mac, NULL);
        rc = done ? NGX_OK : NGX_ERROR;
    }

    OPENSSL_cleanse(derived, sizeof(derived));

    return rc;
}


static ngx_int_t
ngx_smartstack_refresh_key(ngx_smartstack_key_t *key, u_char *session,
    u_char *derived)
{
    u_char        info[sizeof(NGX_SMARTSTACK_REFRESH_INFO) - 1 + 16];
    EVP_KDF      *kdf;
    ngx_int_t     rc;
    OSSL_PARAM    params[4];
    EVP_KDF_CTX  *ctx;

    ngx_memcpy(info, NGX_SMARTSTACK_REFRESH_INFO, sizeof(info) - 16);
    ngx_memcpy(info + sizeof(info) - 16, session, 16);

    kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    if (kdf == NULL) {
        return NGX_ERROR;
    }

    ctx = EVP_KDF_CTX_new(kdf);
    EVP_KDF_free(kdf);

    if (ctx == NULL) {
        return NGX_ERROR;
    }

    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST,
                                                 (char *) "SHA256", 0);
    params[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY,
                                       key->key, NGX_SMARTSTACK_KEY_LEN);
    params[2] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info,
                                                  sizeof(info));
    params[3] = OSSL_PARAM_construct_end();

    rc = (EVP_KDF_derive(ctx, derived, NGX_SMARTSTACK_KEY_LEN, params) > 0)
         ? NGX_OK : NGX_ERROR;

    EVP_KDF_CTX_free(ctx);

    return rc;
}
