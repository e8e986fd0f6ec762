
/* The ID token of a provider. */


#include <ngx_smartstack_id_token.h>
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_json.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>


/* Clocks differ by less. */
#define NGX_SMARTSTACK_ID_TOKEN_SKEW  30        /* s */

/* ... and nobody hands out an old token. */
#define NGX_SMARTSTACK_ID_TOKEN_AGE   600

#define NGX_SMARTSTACK_ES256_LEN      64


static ngx_int_t ngx_smartstack_id_token_split(ngx_str_t *text,
    ngx_str_t parts[3]);
static json_t *ngx_smartstack_id_token_json(ngx_pool_t *pool,
    ngx_str_t *part);
static ngx_int_t ngx_smartstack_id_token_key(json_t *header,
    ngx_array_t *keys, ngx_smartstack_algorithm_e algorithm,
    ngx_smartstack_jwk_t **key, const char **why);
static ngx_int_t ngx_smartstack_id_token_signature(ngx_pool_t *pool,
    ngx_str_t parts[3], ngx_smartstack_jwk_t *key,
    ngx_smartstack_algorithm_e algorithm);
static ngx_int_t ngx_smartstack_id_token_der(u_char *raw, u_char **der);
static const char *ngx_smartstack_id_token_claims(json_t *claims,
    ngx_smartstack_id_token_want_t *want);
static const char *ngx_smartstack_id_token_times(json_t *claims, time_t now);
static ngx_uint_t ngx_smartstack_id_token_audience(json_t *claims,
    ngx_str_t *client);
static ngx_uint_t ngx_smartstack_id_token_equal(json_t *value,
    ngx_str_t *text);
static ngx_int_t ngx_smartstack_id_token_person(ngx_pool_t *pool,
    json_t *claims, ngx_smartstack_id_token_t *token, const char **why);
static ngx_int_t ngx_smartstack_id_token_copy(ngx_pool_t *pool,
    json_t *value, ngx_str_t *text);


ngx_int_t
ngx_smartstack_id_token_verify(ngx_pool_t *pool, ngx_str_t *text,
    ngx_array_t *keys, ngx_smartstack_id_token_want_t *want,
    ngx_smartstack_id_token_t *token, const char **why)
{
    json_t                *header, *claims;
    ngx_int_t              rc;
    ngx_str_t              parts[3];
    ngx_smartstack_jwk_t  *key;

    if (ngx_smartstack_id_token_split(text, parts) != NGX_OK) {
        *why = "it is no token";
        return NGX_DECLINED;
    }

    header = ngx_smartstack_id_token_json(pool, &parts[0]);
    rc = ngx_smartstack_id_token_key(header, keys, want->algorithm, &key,
                                     why);
    json_decref(header);

    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_smartstack_id_token_signature(pool, parts, key, want->algorithm)
        != NGX_OK)
    {
        *why = "its signature is not of the provider";
        return NGX_DECLINED;
    }

    claims = ngx_smartstack_id_token_json(pool, &parts[1]);
    *why = ngx_smartstack_id_token_claims(claims, want);
    rc = NGX_DECLINED;

    if (*why == NULL) {
        rc = ngx_smartstack_id_token_person(pool, claims, token, why);
    }

    json_decref(claims);

    return rc;
}


static ngx_int_t
ngx_smartstack_id_token_split(ngx_str_t *text, ngx_str_t parts[3])
{
    u_char      *p, *end, *start;
    ngx_uint_t   n;

    if (text->len > NGX_SMARTSTACK_ID_TOKEN_MAX) {
        return NGX_DECLINED;
    }

    end = text->data + text->len;
    start = text->data;
    n = 0;

    for (p = text->data; p <= end; p++) {

        if (p < end && *p != '.') {
            continue;
        }

        if (n == 3 || p == start) {
            return NGX_DECLINED;
        }

        parts[n].data = start;
        parts[n].len = p - start;
        n++;

        start = p + 1;
    }

    return (n == 3) ? NGX_OK : NGX_DECLINED;
}


/* NULL: no base64url, no JSON, or no object */

static json_t *
ngx_smartstack_id_token_json(ngx_pool_t *pool, ngx_str_t *part)
{
    size_t                         len, pos;
    u_char                        *p;
    json_t                        *value;
    ngx_smartstack_json_status_e   status;

    len = ngx_smartstack_base64url_decoded(part->len);
    p = ngx_pnalloc(pool, len + 1);

    if (p == NULL
        || ngx_smartstack_base64url_decode(p, part->data, part->len)
           != NGX_OK)
    {
        return NULL;
    }

    value = ngx_smartstack_json_load(p, len, &status, &pos);

    if (!json_is_object(value)) {
        json_decref(value);
        return NULL;
    }

    return value;
}


/* The header may name one of our keys, and the algorithm that we expect. */

static ngx_int_t
ngx_smartstack_id_token_key(json_t *header, ngx_array_t *keys,
    ngx_smartstack_algorithm_e algorithm, ngx_smartstack_jwk_t **key,
    const char **why)
{
    json_t      *kid;
    ngx_str_t    name;
    ngx_uint_t   i;

    ngx_str_set(&name, "RS256");

    if (algorithm == NGX_SMARTSTACK_ES256) {
        ngx_str_set(&name, "ES256");
    }

    if (!ngx_smartstack_id_token_equal(json_object_get(header, "alg"), &name)
        || json_object_get(header, "crit"))
    {
        *why = "it names another algorithm";
        return NGX_DECLINED;
    }

    kid = json_object_get(header, "kid");
    *key = keys->elts;

    if (kid == NULL && keys->nelts == 1) {
        return NGX_OK;
    }

    for (i = 0; i < keys->nelts; i++) {
        if (ngx_smartstack_id_token_equal(kid, &(*key)[i].kid)) {
            *key = &(*key)[i];
            return NGX_OK;
        }
    }

    *why = "it names an unknown key";

    return NGX_AGAIN;
}


static ngx_int_t
ngx_smartstack_id_token_signature(ngx_pool_t *pool, ngx_str_t parts[3],
    ngx_smartstack_jwk_t *key, ngx_smartstack_algorithm_e algorithm)
{
    int          len;
    u_char      *signature, *der;
    size_t       signed_len;
    ngx_int_t    rc;
    EVP_MD_CTX  *md;

    len = ngx_smartstack_base64url_decoded(parts[2].len);
    signature = ngx_pnalloc(pool, len + 1);

    if (signature == NULL
        || ngx_smartstack_base64url_decode(signature, parts[2].data,
                                           parts[2].len)
           != NGX_OK)
    {
        return NGX_DECLINED;
    }

    der = NULL;

    if (algorithm == NGX_SMARTSTACK_ES256) {

        if (len != NGX_SMARTSTACK_ES256_LEN) {
            return NGX_DECLINED;
        }

        len = ngx_smartstack_id_token_der(signature, &der);
        signature = der;
    }

    md = EVP_MD_CTX_new();
    signed_len = parts[1].data + parts[1].len - parts[0].data;

    rc = (len > 0 && md
          && EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, key->key) == 1
          && EVP_DigestVerify(md, signature, len, parts[0].data, signed_len)
             == 1) ? NGX_OK : NGX_DECLINED;

    EVP_MD_CTX_free(md);
    OPENSSL_free(der);
    ERR_clear_error();

    return rc;
}


/* The two numbers of a JWS as OpenSSL wants them; 0: no memory */

static ngx_int_t
ngx_smartstack_id_token_der(u_char *raw, u_char **der)
{
    int         len;
    BIGNUM     *r, *s;
    ECDSA_SIG  *sig;

    r = BN_bin2bn(raw, NGX_SMARTSTACK_ES256_LEN / 2, NULL);
    s = BN_bin2bn(raw + NGX_SMARTSTACK_ES256_LEN / 2,
                  NGX_SMARTSTACK_ES256_LEN / 2, NULL);
    sig = ECDSA_SIG_new();

    if (r == NULL || s == NULL || sig == NULL
        || ECDSA_SIG_set0(sig, r, s) != 1)
    {
        BN_free(r);
        BN_free(s);
        ECDSA_SIG_free(sig);
        return 0;
    }

    len = i2d_ECDSA_SIG(sig, der);
    ECDSA_SIG_free(sig);

    return len > 0 ? len : 0;
}


/* NULL, or what is wrong */

static const char *
ngx_smartstack_id_token_claims(json_t *claims,
    ngx_smartstack_id_token_want_t *want)
{
    json_t  *azp;

    if (claims == NULL) {
        return "its claims are no JSON object";
    }

    if (!ngx_smartstack_id_token_equal(json_object_get(claims, "iss"),
                                       &want->issuer))
    {
        return "it is of another issuer";
    }

    if (!ngx_smartstack_id_token_audience(claims, &want->client)) {
        return "it is for somebody else";
    }

    azp = json_object_get(claims, "azp");

    if ((azp && !ngx_smartstack_id_token_equal(azp, &want->client))
        || (azp == NULL
            && json_array_size(json_object_get(claims, "aud")) > 1))
    {
        return "it was made for somebody else";
    }

    if (!ngx_smartstack_id_token_equal(json_object_get(claims, "nonce"),
                                       &want->nonce))
    {
        return "it answers another request";
    }

    return ngx_smartstack_id_token_times(claims, want->now);
}


static const char *
ngx_smartstack_id_token_times(json_t *claims, time_t now)
{
    json_t  *exp, *iat, *nbf;

    exp = json_object_get(claims, "exp");
    iat = json_object_get(claims, "iat");
    nbf = json_object_get(claims, "nbf");

    if (!json_is_integer(exp)
        || json_integer_value(exp) <= now - NGX_SMARTSTACK_ID_TOKEN_SKEW)
    {
        return "it has expired";
    }

    if (!json_is_integer(iat)
        || json_integer_value(iat) > now + NGX_SMARTSTACK_ID_TOKEN_SKEW
        || json_integer_value(iat) < now - NGX_SMARTSTACK_ID_TOKEN_AGE)
    {
        return "it is not of now";
    }

    if (nbf && (!json_is_integer(nbf)
                || json_integer_value(nbf)
                   > now + NGX_SMARTSTACK_ID_TOKEN_SKEW))
    {
        return "it is not valid yet";
    }

    return NULL;
}


static ngx_uint_t
ngx_smartstack_id_token_audience(json_t *claims, ngx_str_t *client)
{
    size_t   i;
    json_t  *aud;

    aud = json_object_get(claims, "aud");

    if (!json_is_array(aud)) {
        return ngx_smartstack_id_token_equal(aud, client);
    }

    for (i = 0; i < json_array_size(aud); i++) {
        if (ngx_smartstack_id_token_equal(json_array_get(aud, i), client)) {
            return 1;
        }
    }

    return 0;
}


static ngx_uint_t
ngx_smartstack_id_token_equal(json_t *value, ngx_str_t *text)
{
    return json_is_string(value) && json_string_length(value) == text->len
           && ngx_memcmp(json_string_value(value), text->data, text->len)
              == 0;
}


static ngx_int_t
ngx_smartstack_id_token_person(ngx_pool_t *pool, json_t *claims,
    ngx_smartstack_id_token_t *token, const char **why)
{
    json_t  *sub, *email;

    sub = json_object_get(claims, "sub");
    email = json_object_get(claims, "email");

    if (!json_is_string(sub) || json_string_length(sub) == 0
        || json_string_length(sub) > NGX_SMARTSTACK_SUBJECT_MAX)
    {
        *why = "it names nobody";
        return NGX_DECLINED;
    }

    if (!json_is_string(email)) {
        *why = "it tells no address";
        return NGX_DECLINED;
    }

    token->verified = json_is_true(json_object_get(claims,
                                                   "email_verified"));

    if (ngx_smartstack_id_token_copy(pool, sub, &token->subject) != NGX_OK
        || ngx_smartstack_id_token_copy(pool, email, &token->email) != NGX_OK
        || ngx_smartstack_id_token_copy(pool,
                             json_object_get(claims, "name"), &token->name)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_id_token_copy(ngx_pool_t *pool, json_t *value,
    ngx_str_t *text)
{
    text->len = json_string_length(value);
    text->data = ngx_pnalloc(pool, text->len + 1);

    if (text->data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(text->data, text->len ? json_string_value(value) : "",
               text->len);

    return NGX_OK;
}
