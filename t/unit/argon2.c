/*
 * Password hashes: their text form, its bounds, and that the numbers are those
 * of the library itself.
 */

#include "tap.h"
#include <ngx_smartstack_argon2.h>
#include <argon2.h>
#include <pthread.h>


#define THREADS  4


static const ngx_smartstack_argon2_params_t  params = { 1024, 1 };
static u_char  pepper[NGX_SMARTSTACK_ARGON2_PEPPER] =
    "a pepper of thirty-two bytes, ok";

static ngx_str_t  print(const ngx_smartstack_argon2_t *hash);
static void  test_text(void);
static void  test_malformed(void);
static void  test_numbers(void);
static void  test_verify(void);
static void  test_threads(void);
static void  *thread(void *data);


TAP_MAIN
{
    test_text();
    test_malformed();
    test_numbers();
    test_verify();
    test_threads();
}


static ngx_str_t
print(const ngx_smartstack_argon2_t *hash)
{
    ngx_str_t  text;

    text.data = ngx_pnalloc(tap_pool, NGX_SMARTSTACK_ARGON2_PHC_MAX);
    text.len = ngx_smartstack_argon2_print(text.data, hash) - text.data;

    return text;
}


/* What the library writes is read and written back byte by byte. */

static void
test_text(void)
{
    char                     phc[NGX_SMARTSTACK_ARGON2_PHC_MAX];
    ngx_int_t                rc;
    ngx_str_t                text;
    ngx_uint_t               i, same;
    ngx_smartstack_argon2_t  hash;

    same = 0;

    for (i = 0; i < 20; i++) {
        ngx_smartstack_argon2_salt(hash.salt);

        (void) argon2id_hash_encoded(1 + i % 3, 8 + i, 1, "password", 8,
                                     hash.salt, sizeof(hash.salt),
                                     NGX_SMARTSTACK_ARGON2_TAG, phc,
                                     sizeof(phc));

        text = tap_exact(phc, strlen(phc));
        rc = ngx_smartstack_argon2_parse(&hash, text.data, text.len);
        text = print(&hash);

        same += rc == NGX_OK && text.len == strlen(phc)
                && ngx_memcmp(text.data, phc, text.len) == 0;
    }

    is_int(same, 20, "strings of libargon2 are read and written back");
}


static void
test_malformed(void)
{
    size_t                   len;
    ngx_str_t                text, good;
    ngx_uint_t               i, refused;
    ngx_smartstack_argon2_t  hash;

    static const char  *bad[] = {
        "",
        "$argon2i$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=16$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=0,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=7,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=262145,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=4294968320,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=01024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=17,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=-024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAB$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAA==$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAA_$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA$",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAAA$"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    };

    refused = 0;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        text = tap_exact(bad[i], strlen(bad[i]));

        if (ngx_smartstack_argon2_parse(&hash, text.data, text.len)
            == NGX_DECLINED)
        {
            refused++;

        } else {
            note("taken: %s", bad[i]);
        }
    }

    is_int(refused, sizeof(bad) / sizeof(bad[0]),
           "malformed and excessive strings are refused");

    good = tap_str("$argon2id$v=19$m=262144,t=16,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    is_int(ngx_smartstack_argon2_parse(&hash, good.data, good.len), NGX_OK,
           "the bounds themselves are taken");

    refused = 0;

    for (len = 0; len < good.len; len++) {
        text = tap_exact((char *) good.data, len);
        refused += ngx_smartstack_argon2_parse(&hash, text.data, text.len)
                   == NGX_DECLINED;
    }

    is_int(refused, good.len, "every shorter piece is refused");
}


/* The same inputs to the library directly give the same tag. */

static void
test_numbers(void)
{
    u_char                   tag[NGX_SMARTSTACK_ARGON2_TAG];
    argon2_context           ctx;
    ngx_smartstack_argon2_t  hash;

    ngx_smartstack_argon2_salt(hash.salt);

    is_int(ngx_smartstack_argon2_make(&hash, &params, (u_char *) "secret", 6,
                                      pepper),
           NGX_OK, "makes a hash");

    ngx_memzero(&ctx, sizeof(argon2_context));

    ctx.out = tag;
    ctx.outlen = sizeof(tag);
    ctx.pwd = (uint8_t *) "secret";
    ctx.pwdlen = 6;
    ctx.salt = hash.salt;
    ctx.saltlen = sizeof(hash.salt);
    ctx.secret = pepper;
    ctx.secretlen = sizeof(pepper);
    ctx.t_cost = params.time;
    ctx.m_cost = params.memory;
    ctx.lanes = 1;
    ctx.threads = 1;
    ctx.version = ARGON2_VERSION_13;

    is_int(argon2id_ctx(&ctx), ARGON2_OK, "the library makes one too");
    ok(memcmp(tag, hash.tag, sizeof(tag)) == 0, "they agree");
}


static void
test_verify(void)
{
    ngx_str_t                text;
    ngx_smartstack_argon2_t  hash, other;

    static u_char  another[NGX_SMARTSTACK_ARGON2_PEPPER];

    ngx_smartstack_argon2_salt(hash.salt);
    (void) ngx_smartstack_argon2_make(&hash, &params, (u_char *) "pass\0word",
                                      9, pepper);

    text = print(&hash);
    is_int(ngx_smartstack_argon2_parse(&other, text.data, text.len), NGX_OK,
           "a hash of ours is read back");

    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "pass\0word", 9,
                                        pepper),
           NGX_OK, "the password matches");
    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "pass\0wore", 9,
                                        pepper),
           NGX_DECLINED, "another does not");
    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "pass", 4, pepper),
           NGX_DECLINED, "nor its beginning");
    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "", 0, pepper),
           NGX_DECLINED, "nor none at all");
    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "pass\0word", 9,
                                        another),
           NGX_DECLINED, "nor the right one with another pepper");

    /* beyond what is kept between calls, and back */

    other.params.memory = 80 * 1024;

    is_int(ngx_smartstack_argon2_verify(&other, (u_char *) "pass\0word", 9,
                                        pepper),
           NGX_DECLINED, "other parameters give another tag");
    is_int(ngx_smartstack_argon2_verify(&hash, (u_char *) "pass\0word", 9,
                                        pepper),
           NGX_OK, "and do not disturb the next");
}


static void
test_threads(void)
{
    void        *result;
    pthread_t    threads[THREADS];
    ngx_uint_t   i, good;

    for (i = 0; i < THREADS; i++) {
        (void) pthread_create(&threads[i], NULL, thread, NULL);
    }

    good = 0;

    for (i = 0; i < THREADS; i++) {
        (void) pthread_join(threads[i], &result);
        good += result == NULL;
    }

    is_int(good, THREADS, "threads do not disturb each other");
}


static void *
thread(void *data)
{
    u_char                   password[8];
    ngx_uint_t               i;
    ngx_smartstack_argon2_t  hash;

    for (i = 0; i < 8; i++) {
        ngx_memset(password, 'a' + i, sizeof(password));
        ngx_memset(hash.salt, 'A' + i, sizeof(hash.salt));

        if (ngx_smartstack_argon2_make(&hash, &params, password,
                                       sizeof(password), pepper)
            != NGX_OK
            || ngx_smartstack_argon2_verify(&hash, password,
                                            sizeof(password), pepper)
               != NGX_OK)
        {
            return "failed";
        }
    }

    return data;
}
