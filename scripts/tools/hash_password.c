/*
 * Prints "PEPPER_ID PHC" for a password on standard input: argon2id as the
 * module makes it, keyed with the current pepper of a secrets file. Used for
 * the accounts of the demo data, which no request has registered.
 *
 *     hash_password .run/secrets.json < password
 */

#include <stdio.h>
#include <string.h>
#include <argon2.h>
#include <jansson.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>


#define MEMORY_KIB    19456
#define PASSES        2
#define SALT_LEN      16
#define TAG_LEN       32
#define PEPPER_LEN    32
#define PASSWORD_MAX  1024
#define BASE64_LEN(n)  (((n) + 2) / 3 * 4 + 1)


static int current_pepper(const char *file, char *kid, size_t kid_len,
    unsigned char pepper[PEPPER_LEN]);
static void encode(char *dst, const unsigned char *src, int len);


int
main(int argc, char **argv)
{
    int             rc;
    char            kid[64];
    char            salt_text[BASE64_LEN(SALT_LEN)];
    char            tag_text[BASE64_LEN(TAG_LEN)];
    size_t          len;
    unsigned char   password[PASSWORD_MAX + 1], pepper[PEPPER_LEN];
    unsigned char   salt[SALT_LEN], tag[TAG_LEN];
    argon2_context  context;

    if (argc != 2) {
        fprintf(stderr, "usage: hash_password SECRETS-FILE < PASSWORD\n");
        return 2;
    }

    len = fread(password, 1, sizeof(password), stdin);

    while (len > 0 && password[len - 1] == '\n') {
        len--;
    }

    if (len == 0 || len > PASSWORD_MAX) {
        fprintf(stderr, "hash_password: 1 to %d bytes\n", PASSWORD_MAX);
        return 1;
    }

    if (current_pepper(argv[1], kid, sizeof(kid), pepper) != 0
        || RAND_bytes(salt, SALT_LEN) != 1)
    {
        return 1;
    }

    memset(&context, 0, sizeof(context));
    context.out = tag;
    context.outlen = TAG_LEN;
    context.pwd = password;
    context.pwdlen = (uint32_t) len;
    context.salt = salt;
    context.saltlen = SALT_LEN;
    context.secret = pepper;
    context.secretlen = PEPPER_LEN;
    context.t_cost = PASSES;
    context.m_cost = MEMORY_KIB;
    context.lanes = 1;
    context.threads = 1;
    context.version = ARGON2_VERSION_13;

    rc = argon2id_ctx(&context);
    OPENSSL_cleanse(password, sizeof(password));
    OPENSSL_cleanse(pepper, sizeof(pepper));

    if (rc != ARGON2_OK) {
        fprintf(stderr, "hash_password: %s\n", argon2_error_message(rc));
        return 1;
    }

    encode(salt_text, salt, SALT_LEN);
    encode(tag_text, tag, TAG_LEN);
    printf("%s $argon2id$v=19$m=%d,t=%d,p=1$%s$%s\n", kid, MEMORY_KIB, PASSES,
           salt_text, tag_text);

    return 0;
}


static int
current_pepper(const char *file, char *kid, size_t kid_len,
    unsigned char pepper[PEPPER_LEN])
{
    int            len;
    size_t         i;
    json_t        *root, *entry;
    const char    *id, *key, *state;
    json_error_t   error;
    unsigned char  decoded[PEPPER_LEN + 3];

    root = json_load_file(file, 0, &error);
    if (root == NULL) {
        fprintf(stderr, "%s: %s\n", file, error.text);
        return -1;
    }

    json_array_foreach(json_object_get(root, "pepper"), i, entry) {

        if (json_unpack(entry, "{s:s, s:s, s:s}", "kid", &id, "key", &key,
                        "state", &state) != 0
            || strcmp(state, "current") != 0)
        {
            continue;
        }

        /* 32 bytes are 44 characters with one of padding. */
        if (strlen(key) != BASE64_LEN(PEPPER_LEN) - 1) {
            break;
        }

        len = EVP_DecodeBlock(decoded, (const unsigned char *) key,
                              (int) strlen(key));
        if (len != PEPPER_LEN + 1 || strlen(id) >= kid_len) {
            break;
        }

        memcpy(pepper, decoded, PEPPER_LEN);
        strcpy(kid, id);
        OPENSSL_cleanse(decoded, sizeof(decoded));
        json_decref(root);
        return 0;
    }

    fprintf(stderr, "%s: no current pepper of 32 bytes\n", file);
    json_decref(root);
    return -1;
}


/* Base64 as in PHC strings: without padding. */
static void
encode(char *dst, const unsigned char *src, int len)
{
    int  n;

    n = EVP_EncodeBlock((unsigned char *) dst, src, len);

    while (n > 0 && dst[n - 1] == '=') {
        dst[--n] = '\0';
    }
}
