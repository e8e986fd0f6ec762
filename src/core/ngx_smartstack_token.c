
/*
 * Access tokens.  Nothing of a token is parsed before its MAC is right: its
 * shape is checked, its header is compared with the known ones (so that it
 * cannot choose algorithm or key), and only then the claims are read.
 */


#include <ngx_smartstack_token.h>
#include <ngx_smartstack_token_claims.h>
#include <ngx_smartstack_base64url.h>
#include <jwt.h>
#include <openssl/crypto.h>


#define NGX_SMARTSTACK_TOKEN_MAX   2048
#define NGX_SMARTSTACK_MAC_LEN     32
#define NGX_SMARTSTACK_MAC_TEXT    43


static ngx_smartstack_key_t *ngx_smartstack_token_key(
    ngx_smartstack_keys_t *keys, const u_char *p, size_t len);
static char *ngx_smartstack_token_encode(ngx_smartstack_key_t *key,
    ngx_smartstack_claims_t *claims);


ngx_int_t
ngx_smartstack_token_verify(ngx_smartstack_keyring_t *ring, ngx_str_t *token,
    time_t now, ngx_smartstack_claims_t *claims)
{
    size_t                 len;
    u_char                *dot, *second, *end;
    u_char                 mac[NGX_SMARTSTACK_MAC_LEN];
    u_char                 expected[NGX_SMARTSTACK_MAC_LEN];
    u_char                 text[NGX_SMARTSTACK_TOKEN_MAX];
    ngx_smartstack_key_t  *key;

    if (token->len == 0 || token->len > NGX_SMARTSTACK_TOKEN_MAX) {
        return NGX_ERROR;
    }

    end = token->data + token->len;

    dot = ngx_strlchr(token->data, end, '.');
    if (dot == NULL) {
        return NGX_ERROR;
    }

    second = ngx_strlchr(dot + 1, end, '.');

    if (second == NULL || second == dot + 1
        || end - second - 1 != NGX_SMARTSTACK_MAC_TEXT)
    {
        return NGX_ERROR;
    }

    key = ngx_smartstack_token_key(&ring->jwt, token->data,
                                   dot - token->data);
    if (key == NULL) {
        return NGX_ERROR;
    }

    /* a third dot is no letter of base64url */

    if (ngx_smartstack_base64url_decode(mac, second + 1,
                                        NGX_SMARTSTACK_MAC_TEXT)
        != NGX_OK
        || ngx_smartstack_mac(key, token->data, second - token->data,
                              expected)
           != NGX_OK
        || CRYPTO_memcmp(mac, expected, NGX_SMARTSTACK_MAC_LEN) != 0)
    {
        return NGX_ERROR;
    }

    len = second - dot - 1;

    if (ngx_smartstack_base64url_decode(text, dot + 1, len) != NGX_OK) {
        return NGX_ERROR;
    }

    len = ngx_smartstack_base64url_decoded(len);

    return ngx_smartstack_claims_read(text, len, now, claims);
}


static ngx_smartstack_key_t *
ngx_smartstack_token_key(ngx_smartstack_keys_t *keys, const u_char *p,
    size_t len)
{
    ngx_uint_t  i;

    for (i = 0; i < keys->n; i++) {
        if (keys->keys[i].header.len == len
            && ngx_memcmp(keys->keys[i].header.data, p, len) == 0)
        {
            return &keys->keys[i];
        }
    }

    return NULL;
}


ngx_int_t
ngx_smartstack_token_issue(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_smartstack_claims_t *claims, ngx_str_t *token)
{
    char                  *text;
    ngx_smartstack_key_t  *key;

    key = &ring->jwt.keys[0];

    text = ngx_smartstack_token_encode(key, claims);
    if (text == NULL) {
        return NGX_ERROR;
    }

    token->len = ngx_strlen(text);
    token->data = ngx_pnalloc(pool, token->len);

    if (token->data != NULL) {
        ngx_memcpy(token->data, text, token->len);
    }

    OPENSSL_cleanse(text, token->len);
    free(text);

    return token->data ? NGX_OK : NGX_ERROR;
}


/* A token by libjwt, in memory of malloc(); NULL if that runs out. */

static char *
ngx_smartstack_token_encode(ngx_smartstack_key_t *key,
    ngx_smartstack_claims_t *claims)
{
    char   *text, user[NGX_SMARTSTACK_UUID_LEN + 1];
    char    session[NGX_SMARTSTACK_UUID_LEN + 1];
    jwt_t  *jwt;

    if (jwt_new(&jwt) != 0) {
        return NULL;
    }

    *ngx_cpymem(user, claims->user, NGX_SMARTSTACK_UUID_LEN) = '\0';
    *ngx_cpymem(session, claims->session, NGX_SMARTSTACK_UUID_LEN) = '\0';

    text = NULL;

    if (jwt_add_grant(jwt, "iss", NGX_SMARTSTACK_TOKEN_ISSUER) == 0
        && jwt_add_grant(jwt, "aud", NGX_SMARTSTACK_TOKEN_AUDIENCE) == 0
        && jwt_add_grant(jwt, "use", NGX_SMARTSTACK_TOKEN_USE) == 0
        && jwt_add_grant(jwt, "sub", user) == 0
        && jwt_add_grant(jwt, "sid", session) == 0
        && jwt_add_grant_int(jwt, "gen", claims->generation) == 0
        && jwt_add_grant_int(jwt, "iat", claims->issued) == 0
        && jwt_add_grant_int(jwt, "exp", claims->expires) == 0
        && jwt_add_header(jwt, "kid", (char *) key->kid.data) == 0
        && jwt_set_alg(jwt, JWT_ALG_HS256, key->key, NGX_SMARTSTACK_KEY_LEN)
           == 0)
    {
        text = jwt_encode_str(jwt);
    }

    jwt_free(jwt);

    return text;
}


/* Takes the header from a token that is made for it, and checks what it is. */

ngx_int_t
ngx_smartstack_token_header(ngx_pool_t *pool, ngx_smartstack_key_t *key)
{
    char                     *text, *dot;
    size_t                    len;
    u_char                    header[128], expected[128];
    ngx_smartstack_claims_t   claims;

    ngx_memzero(&claims, sizeof(ngx_smartstack_claims_t));

    text = ngx_smartstack_token_encode(key, &claims);
    if (text == NULL) {
        return NGX_ERROR;
    }

    dot = strchr(text, '.');
    len = dot ? (size_t) (dot - text) : 0;

    if (len == 0 || len > sizeof(header)
        || ngx_smartstack_base64url_decode(header, (u_char *) text, len)
           != NGX_OK)
    {
        free(text);
        return NGX_ERROR;
    }

    key->header.len = len;
    key->header.data = ngx_pnalloc(pool, len);

    if (key->header.data != NULL) {
        ngx_memcpy(key->header.data, text, len);
    }

    free(text);

    len = ngx_sprintf(expected,
                      "{\"alg\":\"HS256\",\"kid\":\"%V\",\"typ\":\"JWT\"}",
                      &key->kid)
          - expected;

    if (key->header.data == NULL
        || len != ngx_smartstack_base64url_decoded(key->header.len)
        || ngx_memcmp(header, expected, len) != 0)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}
