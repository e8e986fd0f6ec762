
/*
 * The key ring: read once, in the master, and inherited by the workers.  Each
 * key has its HMAC state made at start, so that a MAC costs no key schedule.
 */


#include <ngx_smartstack_token.h>
#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/mman.h>


#define NGX_SMARTSTACK_KID_MAX  8


static ngx_int_t ngx_smartstack_keyring_rings(ngx_pool_t *pool, json_t *root,
    ngx_smartstack_keyring_t *ring, ngx_str_t *error);
static ngx_int_t ngx_smartstack_keyring_keys(ngx_pool_t *pool, json_t *list,
    const char *name, ngx_smartstack_keys_t *keys, ngx_str_t *error);
static ngx_int_t ngx_smartstack_keyring_key(ngx_pool_t *pool, json_t *item,
    ngx_smartstack_key_t *key, const char **why);
static ngx_int_t ngx_smartstack_keyring_kid(ngx_pool_t *pool,
    const char *text, ngx_str_t *kid);
static void *ngx_smartstack_keyring_mac(const u_char *key);
static void ngx_smartstack_keyring_wipe_text(json_t *root);
static void ngx_smartstack_keyring_wipe(void *data);
static void ngx_smartstack_keyring_unmap(void *data);
static ngx_int_t ngx_smartstack_keyring_error(ngx_pool_t *pool,
    ngx_str_t *error, const char *fmt, ...);


ngx_smartstack_keyring_t *
ngx_smartstack_keyring_create(ngx_pool_t *pool)
{
    void                *pages;
    ngx_pool_cleanup_t  *cln;

    cln = ngx_pool_cleanup_add(pool, 0);
    if (cln == NULL) {
        return NULL;
    }

    pages = mmap(NULL, sizeof(ngx_smartstack_keyring_t), PROT_READ|PROT_WRITE,
                 MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
        return NULL;
    }

    (void) madvise(pages, sizeof(ngx_smartstack_keyring_t), MADV_DONTDUMP);

    cln->handler = ngx_smartstack_keyring_unmap;
    cln->data = pages;

    return pages;
}


static void
ngx_smartstack_keyring_unmap(void *data)
{
    (void) munmap(data, sizeof(ngx_smartstack_keyring_t));
}


ngx_int_t
ngx_smartstack_keyring_hold(ngx_smartstack_keyring_t *ring)
{
    return mlock(ring, sizeof(ngx_smartstack_keyring_t)) == 0 ? NGX_OK
                                                              : NGX_DECLINED;
}


ngx_int_t
ngx_smartstack_keyring_read(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_keyring_t *ring, ngx_str_t *error)
{
    json_t              *root;
    ngx_int_t            rc;
    json_error_t         failure;
    ngx_pool_cleanup_t  *cln;

    ngx_memzero(ring, sizeof(ngx_smartstack_keyring_t));

    cln = ngx_pool_cleanup_add(pool, 0);
    if (cln == NULL) {
        ngx_str_set(error, "no memory");
        return NGX_ERROR;
    }

    cln->handler = ngx_smartstack_keyring_wipe;
    cln->data = ring;

    root = json_loadb((char *) text->data, text->len, JSON_REJECT_DUPLICATES,
                      &failure);

    if (!json_is_object(root)) {
        json_decref(root);

        /* jansson's own message would quote what is near */

        return ngx_smartstack_keyring_error(pool, error,
                                        "no JSON object (line %d)",
                                        failure.line > 0 ? failure.line : 1);
    }

    rc = ngx_smartstack_keyring_rings(pool, root, ring, error);

    ngx_smartstack_keyring_wipe_text(root);
    json_decref(root);

    return rc;
}


static ngx_int_t
ngx_smartstack_keyring_rings(ngx_pool_t *pool, json_t *root,
    ngx_smartstack_keyring_t *ring, ngx_str_t *error)
{
    ngx_uint_t  i;

    struct {
        const char             *name;
        ngx_smartstack_keys_t  *keys;
    } rings[] = {
        { "jwt", &ring->jwt },
        { "refresh", &ring->refresh },
        { "pepper", &ring->pepper },
        { "cursor", &ring->cursor },
        { NULL, NULL }
    };

    for (i = 0; rings[i].name; i++) {
        if (ngx_smartstack_keyring_keys(pool,
                                        json_object_get(root, rings[i].name),
                                        rings[i].name, rings[i].keys, error)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    for (i = 0; i < ring->jwt.n; i++) {
        if (ngx_smartstack_token_header(pool, &ring->jwt.keys[i]) != NGX_OK) {
            return ngx_smartstack_keyring_error(pool, error,
                       "jwt: libjwt makes another header than expected");
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_keyring_keys(ngx_pool_t *pool, json_t *list, const char *name,
    ngx_smartstack_keys_t *keys, ngx_str_t *error)
{
    size_t                 i, n;
    ngx_uint_t             current;
    const char            *why, *state;
    ngx_smartstack_key_t  *key;

    n = json_array_size(list);

    if (n == 0 || n > NGX_SMARTSTACK_MAX_KEYS) {
        return ngx_smartstack_keyring_error(pool, error,
                                            "%s: must be 1 to %d keys", name,
                                            NGX_SMARTSTACK_MAX_KEYS);
    }

    current = 0;

    /* the current key takes the first place, the others theirs behind it */

    keys->n = 1;

    for (i = 0; i < n; i++) {
        state = json_string_value(json_object_get(json_array_get(list, i),
                                                  "state"));

        if (state && ngx_strcmp(state, "current") == 0) {
            key = &keys->keys[0];
            current++;

        } else if (state && (ngx_strcmp(state, "next") == 0
                             || ngx_strcmp(state, "previous") == 0))
        {
            if (keys->n == NGX_SMARTSTACK_MAX_KEYS) {
                break;
            }

            key = &keys->keys[keys->n++];

        } else {
            return ngx_smartstack_keyring_error(pool, error,
                       "%s: key %uz: state is current, next or previous",
                       name, i + 1);
        }

        if (current > 1) {
            break;
        }

        if (ngx_smartstack_keyring_key(pool, json_array_get(list, i), key,
                                       &why)
            != NGX_OK)
        {
            return ngx_smartstack_keyring_error(pool, error,
                                                "%s: key %uz: %s", name,
                                                i + 1, why);
        }
    }

    if (current != 1) {
        return ngx_smartstack_keyring_error(pool, error,
                                       "%s: must have one current key", name);
    }

    for (i = 0; i < keys->n; i++) {
        if (ngx_smartstack_key_by_mark(keys,
                                    ngx_smartstack_key_mark(&keys->keys[i]))
            != &keys->keys[i])
        {
            return ngx_smartstack_keyring_error(pool, error,
                       "%s: kids must differ in their last character", name);
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_keyring_key(ngx_pool_t *pool, json_t *item,
    ngx_smartstack_key_t *key, const char **why)
{
    u_char       bytes[64];
    ngx_int_t    rc;
    ngx_str_t    src, dst;
    const char  *text;

    text = json_string_value(json_object_get(item, "kid"));

    if (text == NULL
        || ngx_smartstack_keyring_kid(pool, text, &key->kid) != NGX_OK)
    {
        *why = "kid is 1 to 8 letters, digits, \"-\" or \"_\"";
        return NGX_ERROR;
    }

    src.data = (u_char *) json_string_value(json_object_get(item, "key"));
    src.len = json_string_length(json_object_get(item, "key"));
    dst.data = bytes;

    rc = NGX_ERROR;

    if (src.len == ngx_base64_encoded_length(NGX_SMARTSTACK_KEY_LEN)) {
        rc = ngx_decode_base64(&dst, &src);
    }

    if (rc != NGX_OK || dst.len != NGX_SMARTSTACK_KEY_LEN) {
        OPENSSL_cleanse(bytes, sizeof(bytes));
        *why = "key is not base64 of 32 bytes";
        return NGX_ERROR;
    }

    ngx_memcpy(key->key, bytes, NGX_SMARTSTACK_KEY_LEN);
    OPENSSL_cleanse(bytes, sizeof(bytes));

    key->mac = ngx_smartstack_keyring_mac(key->key);

    if (key->mac == NULL) {
        *why = "OpenSSL has no HMAC-SHA-256";
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_keyring_kid(ngx_pool_t *pool, const char *text, ngx_str_t *kid)
{
    size_t  i, len;

    len = ngx_strlen(text);

    if (len == 0 || len > NGX_SMARTSTACK_KID_MAX) {
        return NGX_ERROR;
    }

    for (i = 0; i < len; i++) {
        if (!((text[i] >= 'a' && text[i] <= 'z')
              || (text[i] >= 'A' && text[i] <= 'Z')
              || (text[i] >= '0' && text[i] <= '9')
              || text[i] == '-' || text[i] == '_'))
        {
            return NGX_ERROR;
        }
    }

    kid->data = ngx_pnalloc(pool, len + 1);
    if (kid->data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(kid->data, text, len + 1);
    kid->len = len;

    return NGX_OK;
}


static void *
ngx_smartstack_keyring_mac(const u_char *key)
{
    EVP_MAC      *mac;
    OSSL_PARAM    params[2];
    EVP_MAC_CTX  *ctx;

    mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    if (mac == NULL) {
        return NULL;
    }

    ctx = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);

    if (ctx == NULL) {
        return NULL;
    }

    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST,
                                                 (char *) "SHA256", 0);
    params[1] = OSSL_PARAM_construct_end();

    if (!EVP_MAC_init(ctx, key, NGX_SMARTSTACK_KEY_LEN, params)) {
        EVP_MAC_CTX_free(ctx);
        return NULL;
    }

    return ctx;
}


ngx_int_t
ngx_smartstack_mac_parts(ngx_smartstack_key_t *key, const ngx_str_t *parts,
    ngx_uint_t n, u_char out[32])
{
    size_t        len;
    ngx_uint_t    i;
    EVP_MAC_CTX  *ctx;

    ctx = key->mac;

    /* without a key: back to the state behind the key schedule */

    if (!EVP_MAC_init(ctx, NULL, 0, NULL)) {
        return NGX_ERROR;
    }

    for (i = 0; i < n; i++) {
        if (!EVP_MAC_update(ctx, parts[i].data, parts[i].len)) {
            return NGX_ERROR;
        }
    }

    return EVP_MAC_final(ctx, out, &len, 32) && len == 32 ? NGX_OK
                                                          : NGX_ERROR;
}


ngx_int_t
ngx_smartstack_mac(ngx_smartstack_key_t *key, const u_char *data, size_t len,
    u_char out[32])
{
    ngx_str_t  part;

    part.data = (u_char *) data;
    part.len = len;

    return ngx_smartstack_mac_parts(key, &part, 1, out);
}


ngx_smartstack_key_t *
ngx_smartstack_key_by_mark(ngx_smartstack_keys_t *keys, u_char mark)
{
    ngx_uint_t  i;

    for (i = 0; i < keys->n; i++) {
        if (ngx_smartstack_key_mark(&keys->keys[i]) == mark) {
            return &keys->keys[i];
        }
    }

    return NULL;
}


/* The tree holds the keys as texts until jansson frees them, uncleared. */

static void
ngx_smartstack_keyring_wipe_text(json_t *root)
{
    void        *iter;
    size_t       i;
    json_t      *list, *key;

    for (iter = json_object_iter(root);
         iter;
         iter = json_object_iter_next(root, iter))
    {
        list = json_object_iter_value(iter);

        for (i = 0; i < json_array_size(list); i++) {
            key = json_object_get(json_array_get(list, i), "key");

            if (json_is_string(key)) {
                OPENSSL_cleanse((char *) json_string_value(key),
                                json_string_length(key));
            }
        }
    }
}


static void
ngx_smartstack_keyring_wipe(void *data)
{
    ngx_smartstack_keyring_t *ring = data;

    ngx_uint_t              i, k;
    ngx_smartstack_keys_t  *keys[] = { &ring->jwt, &ring->refresh,
                                       &ring->pepper, &ring->cursor };

    for (i = 0; i < 4; i++) {
        for (k = 0; k < NGX_SMARTSTACK_MAX_KEYS; k++) {
            EVP_MAC_CTX_free(keys[i]->keys[k].mac);
        }
    }

    OPENSSL_cleanse(ring, sizeof(ngx_smartstack_keyring_t));
}


static ngx_int_t
ngx_smartstack_keyring_error(ngx_pool_t *pool, ngx_str_t *error,
    const char *fmt, ...)
{
    u_char   *last, buf[256];
    va_list   args;

    va_start(args, fmt);
    last = ngx_vslprintf(buf, buf + sizeof(buf), fmt, args);
    va_end(args);

    error->len = last - buf;
    error->data = ngx_pnalloc(pool, error->len);

    if (error->data == NULL) {
        ngx_str_set(error, "no memory");
        return NGX_ERROR;
    }

    ngx_memcpy(error->data, buf, error->len);

    return NGX_ERROR;
}
