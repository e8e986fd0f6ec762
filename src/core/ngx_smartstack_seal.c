
/*
 * A sealed text is base64url of
 *
 *     version 1 | last character of the key's name 1 | nonce 12 | text | tag 16
 *
 * with the first two bytes and the purpose under the tag.  The key comes from
 * the pepper, which lives as long as what is at rest.
 */


#include <ngx_smartstack_seal.h>
#include <ngx_smartstack_base64url.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>


#define NGX_SMARTSTACK_SEAL_VERSION  1
#define NGX_SMARTSTACK_SEAL_HEAD     2
#define NGX_SMARTSTACK_SEAL_NONCE    12
#define NGX_SMARTSTACK_SEAL_TAG      16

#define NGX_SMARTSTACK_SEAL_TEXT                                              \
    (NGX_SMARTSTACK_SEAL_HEAD + NGX_SMARTSTACK_SEAL_NONCE)
#define NGX_SMARTSTACK_SEAL_BYTES                                             \
    (NGX_SMARTSTACK_SEAL_TEXT + NGX_SMARTSTACK_SEAL_MAX                       \
     + NGX_SMARTSTACK_SEAL_TAG)

#define NGX_SMARTSTACK_SEAL_LABEL    "smartstack seal"


static EVP_CIPHER_CTX *ngx_smartstack_seal_start(ngx_smartstack_key_t *key,
    ngx_str_t *purpose, u_char *head, int encrypt);


ngx_int_t
ngx_smartstack_seal(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_str_t *purpose, ngx_str_t *plain, ngx_str_t *sealed)
{
    int                    n;
    u_char                *text, bytes[NGX_SMARTSTACK_SEAL_BYTES];
    size_t                 len;
    ngx_int_t              rc;
    EVP_CIPHER_CTX        *cipher;
    ngx_smartstack_key_t  *key;

    if (plain->len > NGX_SMARTSTACK_SEAL_MAX) {
        return NGX_ERROR;
    }

    key = &ring->pepper.keys[0];

    bytes[0] = NGX_SMARTSTACK_SEAL_VERSION;
    bytes[1] = ngx_smartstack_key_mark(key);

    if (RAND_bytes(bytes + NGX_SMARTSTACK_SEAL_HEAD,
                   NGX_SMARTSTACK_SEAL_NONCE)
        != 1)
    {
        return NGX_ERROR;
    }

    cipher = ngx_smartstack_seal_start(key, purpose, bytes, 1);
    if (cipher == NULL) {
        return NGX_ERROR;
    }

    text = bytes + NGX_SMARTSTACK_SEAL_TEXT;

    rc = (EVP_EncryptUpdate(cipher, text, &n, plain->data, (int) plain->len)
          && EVP_EncryptFinal_ex(cipher, text + n, &n)
          && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG,
                                 NGX_SMARTSTACK_SEAL_TAG, text + plain->len))
         ? NGX_OK : NGX_ERROR;

    EVP_CIPHER_CTX_free(cipher);

    len = NGX_SMARTSTACK_SEAL_TEXT + plain->len + NGX_SMARTSTACK_SEAL_TAG;

    sealed->len = ngx_smartstack_base64url_encoded(len);
    sealed->data = ngx_pnalloc(pool, sealed->len);

    if (sealed->data == NULL || rc != NGX_OK) {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(sealed->data, bytes, len);

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_unseal(ngx_pool_t *pool, ngx_smartstack_keyring_t *ring,
    ngx_str_t *purpose, ngx_str_t *sealed, ngx_str_t *plain,
    ngx_uint_t *stale)
{
    int                    n;
    u_char                *text, bytes[NGX_SMARTSTACK_SEAL_BYTES];
    size_t                 len;
    ngx_int_t              rc;
    EVP_CIPHER_CTX        *cipher;
    ngx_smartstack_key_t  *key;

    len = ngx_smartstack_base64url_decoded(sealed->len);

    if (len < NGX_SMARTSTACK_SEAL_TEXT + NGX_SMARTSTACK_SEAL_TAG
        || len > NGX_SMARTSTACK_SEAL_BYTES
        || ngx_smartstack_base64url_decode(bytes, sealed->data, sealed->len)
           != NGX_OK
        || bytes[0] != NGX_SMARTSTACK_SEAL_VERSION)
    {
        return NGX_DECLINED;
    }

    key = ngx_smartstack_key_by_mark(&ring->pepper, bytes[1]);
    if (key == NULL) {
        return NGX_DECLINED;
    }

    *stale = (key != &ring->pepper.keys[0]);

    text = bytes + NGX_SMARTSTACK_SEAL_TEXT;

    plain->len = len - NGX_SMARTSTACK_SEAL_TEXT - NGX_SMARTSTACK_SEAL_TAG;
    plain->data = ngx_pnalloc(pool, plain->len + 1);

    if (plain->data == NULL) {
        return NGX_ERROR;
    }

    cipher = ngx_smartstack_seal_start(key, purpose, bytes, 0);
    if (cipher == NULL) {
        return NGX_ERROR;
    }

    rc = (EVP_DecryptUpdate(cipher, plain->data, &n, text, (int) plain->len)
          && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG,
                                 NGX_SMARTSTACK_SEAL_TAG, text + plain->len)
          && EVP_DecryptFinal_ex(cipher, plain->data + n, &n) > 0)
         ? NGX_OK : NGX_DECLINED;

    EVP_CIPHER_CTX_free(cipher);

    if (rc != NGX_OK) {
        OPENSSL_cleanse(plain->data, plain->len);
    }

    return rc;
}


/* head: version, mark and nonce */

static EVP_CIPHER_CTX *
ngx_smartstack_seal_start(ngx_smartstack_key_t *key, ngx_str_t *purpose,
    u_char *head, int encrypt)
{
    int              n;
    u_char           derived[NGX_SMARTSTACK_KEY_LEN];
    EVP_CIPHER_CTX  *cipher;

    if (ngx_smartstack_mac(key, (u_char *) NGX_SMARTSTACK_SEAL_LABEL,
                           sizeof(NGX_SMARTSTACK_SEAL_LABEL) - 1, derived)
        != NGX_OK)
    {
        return NULL;
    }

    cipher = EVP_CIPHER_CTX_new();

    if (cipher == NULL
        || !EVP_CipherInit_ex(cipher, EVP_aes_256_gcm(), NULL, derived,
                              head + NGX_SMARTSTACK_SEAL_HEAD, encrypt)
        || !EVP_CipherUpdate(cipher, NULL, &n, head,
                             NGX_SMARTSTACK_SEAL_HEAD)
        || !EVP_CipherUpdate(cipher, NULL, &n, purpose->data,
                             (int) purpose->len))
    {
        EVP_CIPHER_CTX_free(cipher);
        cipher = NULL;
    }

    OPENSSL_cleanse(derived, sizeof(derived));

    return cipher;
}
