
/* The keys of a provider. */


#include <ngx_smartstack_id_token.h>
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_json.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>


#define NGX_SMARTSTACK_JWKS_KEYS   16
#define NGX_SMARTSTACK_KID_MAX     255
#define NGX_SMARTSTACK_RSA_MIN     256      /* bytes of a modulus */
#define NGX_SMARTSTACK_RSA_MAX     1024
#define NGX_SMARTSTACK_RSA_E       8        /* ... of an exponent */
#define NGX_SMARTSTACK_EC_LEN      32       /* ... of a coordinate */


static ngx_int_t ngx_smartstack_jwk(ngx_pool_t *pool, json_t *item,
    ngx_smartstack_algorithm_e algorithm, ngx_array_t *keys);
static ngx_uint_t ngx_smartstack_jwk_is(json_t *item, const char *name,
    const char *value, ngx_uint_t required);
static EVP_PKEY *ngx_smartstack_jwk_rsa(json_t *item);
static EVP_PKEY *ngx_smartstack_jwk_ec(json_t *item);
static EVP_PKEY *ngx_smartstack_jwk_make(const char *type,
    OSSL_PARAM_BLD *build);
static size_t ngx_smartstack_jwk_bytes(json_t *item, const char *name,
    u_char *bytes, size_t max);
static void ngx_smartstack_jwk_free(void *data);


ngx_array_t *
ngx_smartstack_jwks_read(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_algorithm_e algorithm)
{
    size_t                         i, pos;
    json_t                        *root, *list;
    ngx_int_t                      rc;
    ngx_array_t                   *keys;
    ngx_smartstack_json_status_e   status;

    if (text->len > NGX_SMARTSTACK_JWKS_MAX) {
        return NULL;
    }

    root = ngx_smartstack_json_load(text->data, text->len, &status, &pos);
    if (root == NULL) {
        return NULL;
    }

    keys = ngx_array_create(pool, 4, sizeof(ngx_smartstack_jwk_t));
    list = json_object_get(root, "keys");
    rc = (keys && json_is_array(list)) ? NGX_OK : NGX_ERROR;

    for (i = 0; rc == NGX_OK && i < json_array_size(list); i++) {
        if (keys->nelts < NGX_SMARTSTACK_JWKS_KEYS) {
            rc = ngx_smartstack_jwk(pool, json_array_get(list, i), algorithm,
                                    keys);
        }
    }

    json_decref(root);

    return (rc == NGX_OK && keys->nelts) ? keys : NULL;
}


/* A key of another kind or for another use is no fault of the set. */

static ngx_int_t
ngx_smartstack_jwk(ngx_pool_t *pool, json_t *item,
    ngx_smartstack_algorithm_e algorithm, ngx_array_t *keys)
{
    size_t                 len;
    json_t                *kid;
    EVP_PKEY              *key;
    ngx_uint_t             rsa;
    ngx_pool_cleanup_t    *cln;
    ngx_smartstack_jwk_t  *jwk;

    rsa = (algorithm == NGX_SMARTSTACK_RS256);
    kid = json_object_get(item, "kid");
    len = json_string_length(kid);

    if (!ngx_smartstack_jwk_is(item, "kty", rsa ? "RSA" : "EC", 1)
        || !ngx_smartstack_jwk_is(item, "use", "sig", 0)
        || !ngx_smartstack_jwk_is(item, "alg", rsa ? "RS256" : "ES256", 0)
        || (kid != NULL && !json_is_string(kid))
        || len > NGX_SMARTSTACK_KID_MAX)
    {
        return NGX_OK;
    }

    cln = ngx_pool_cleanup_add(pool, 0);
    jwk = ngx_array_push(keys);

    if (cln == NULL || jwk == NULL) {
        return NGX_ERROR;
    }

    jwk->kid.len = len;
    jwk->kid.data = ngx_pnalloc(pool, len + 1);
    if (jwk->kid.data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(jwk->kid.data, len ? json_string_value(kid) : "", len);

    key = rsa ? ngx_smartstack_jwk_rsa(item) : ngx_smartstack_jwk_ec(item);

    if (key == NULL) {
        keys->nelts--;
        return NGX_OK;
    }

    jwk->key = key;

    cln->handler = ngx_smartstack_jwk_free;
    cln->data = key;

    return NGX_OK;
}


static ngx_uint_t
ngx_smartstack_jwk_is(json_t *item, const char *name, const char *value,
    ngx_uint_t required)
{
    json_t  *member;

    member = json_object_get(item, name);

    if (member == NULL) {
        return !required;
    }

    return json_is_string(member)
           && ngx_strcmp(json_string_value(member), value) == 0;
}


static EVP_PKEY *
ngx_smartstack_jwk_rsa(json_t *item)
{
    u_char           n[NGX_SMARTSTACK_RSA_MAX], e[NGX_SMARTSTACK_RSA_E];
    size_t           n_len, e_len;
    BIGNUM          *n_bn, *e_bn;
    EVP_PKEY        *key;
    OSSL_PARAM_BLD  *build;

    n_len = ngx_smartstack_jwk_bytes(item, "n", n, sizeof(n));
    e_len = ngx_smartstack_jwk_bytes(item, "e", e, sizeof(e));

    if (n_len < NGX_SMARTSTACK_RSA_MIN || e_len == 0) {
        return NULL;
    }

    n_bn = BN_bin2bn(n, n_len, NULL);
    e_bn = BN_bin2bn(e, e_len, NULL);
    build = OSSL_PARAM_BLD_new();
    key = NULL;

    if (n_bn && e_bn && build
        && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n_bn)
        && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e_bn))
    {
        key = ngx_smartstack_jwk_make("RSA", build);
    }

    OSSL_PARAM_BLD_free(build);
    BN_free(n_bn);
    BN_free(e_bn);

    return key;
}


static EVP_PKEY *
ngx_smartstack_jwk_ec(json_t *item)
{
    u_char           point[1 + 2 * NGX_SMARTSTACK_EC_LEN];
    EVP_PKEY        *key;
    OSSL_PARAM_BLD  *build;

    point[0] = POINT_CONVERSION_UNCOMPRESSED;

    if (!ngx_smartstack_jwk_is(item, "crv", "P-256", 1)
        || ngx_smartstack_jwk_bytes(item, "x", point + 1,
                                    NGX_SMARTSTACK_EC_LEN)
           != NGX_SMARTSTACK_EC_LEN
        || ngx_smartstack_jwk_bytes(item, "y",
                                    point + 1 + NGX_SMARTSTACK_EC_LEN,
                                    NGX_SMARTSTACK_EC_LEN)
           != NGX_SMARTSTACK_EC_LEN)
    {
        return NULL;
    }

    build = OSSL_PARAM_BLD_new();
    key = NULL;

    if (build
        && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME,
                                           "P-256", 0)
        && OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY,
                                            point, sizeof(point)))
    {
        key = ngx_smartstack_jwk_make("EC", build);
    }

    OSSL_PARAM_BLD_free(build);

    return key;
}


/* A point off the curve or a modulus that is none makes no key. */

static EVP_PKEY *
ngx_smartstack_jwk_make(const char *type, OSSL_PARAM_BLD *build)
{
    EVP_PKEY      *key;
    OSSL_PARAM    *params;
    EVP_PKEY_CTX  *ctx, *check;

    key = NULL;
    ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    params = OSSL_PARAM_BLD_to_param(build);

    if (ctx == NULL || params == NULL || EVP_PKEY_fromdata_init(ctx) <= 0
        || EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) <= 0)
    {
        EVP_PKEY_free(key);
        key = NULL;
    }

    if (key) {
        check = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);

        if (check == NULL || EVP_PKEY_public_check_quick(check) <= 0) {
            EVP_PKEY_free(key);
            key = NULL;
        }

        EVP_PKEY_CTX_free(check);
    }

    OSSL_PARAM_free(params);
    EVP_PKEY_CTX_free(ctx);
    ERR_clear_error();

    return key;
}


/* 0: absent, no base64url, or more than max */

static size_t
ngx_smartstack_jwk_bytes(json_t *item, const char *name, u_char *bytes,
    size_t max)
{
    json_t  *member;
    size_t   len;

    member = json_object_get(item, name);

    if (!json_is_string(member)) {
        return 0;
    }

    len = ngx_smartstack_base64url_decoded(json_string_length(member));

    if (len > max
        || ngx_smartstack_base64url_decode(bytes,
                              (const u_char *) json_string_value(member),
                              json_string_length(member))
           != NGX_OK)
    {
        return 0;
    }

    return len;
}


static void
ngx_smartstack_jwk_free(void *data)
{
    EVP_PKEY_free(data);
}
