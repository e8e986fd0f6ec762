
#include <ngx_smartstack_argon2.h>
#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <pthread.h>


/* Kept between calls; what is larger is returned to the system at once. */
#define NGX_SMARTSTACK_ARGON2_ARENA  (64 * 1024 * 1024)


/* The work area follows. */
typedef struct {
    size_t        size;
} __attribute__((aligned(16))) ngx_smartstack_argon2_arena_t;


static ngx_int_t ngx_smartstack_argon2_run(u_char *tag,
    const ngx_smartstack_argon2_params_t *params, const u_char *password,
    size_t len, const u_char *salt, const u_char *pepper);
static int ngx_smartstack_argon2_allocate(uint8_t **memory, size_t bytes);
static void ngx_smartstack_argon2_release(uint8_t *memory, size_t bytes);
static void ngx_smartstack_argon2_arena_key(void);

static const u_char *ngx_smartstack_argon2_skip(const u_char *p,
    const u_char *end, const char *text);
static const u_char *ngx_smartstack_argon2_number(const u_char *p,
    const u_char *end, uint32_t *value);
static const u_char *ngx_smartstack_argon2_decode(const u_char *p,
    const u_char *end, u_char *out, size_t size);
static u_char *ngx_smartstack_argon2_encode(u_char *p, const u_char *in,
    size_t size);


static const u_char  ngx_smartstack_argon2_alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static pthread_key_t   ngx_smartstack_argon2_key;
static pthread_once_t  ngx_smartstack_argon2_once = PTHREAD_ONCE_INIT;


ngx_int_t
ngx_smartstack_argon2_parse(ngx_smartstack_argon2_t *hash, const u_char *phc,
    size_t len)
{
    const u_char  *p, *end;

    end = phc + len;

    p = ngx_smartstack_argon2_skip(phc, end, "$argon2id$v=19$m=");
    p = ngx_smartstack_argon2_number(p, end, &hash->params.memory);
    p = ngx_smartstack_argon2_skip(p, end, ",t=");
    p = ngx_smartstack_argon2_number(p, end, &hash->params.time);
    p = ngx_smartstack_argon2_skip(p, end, ",p=1$");
    p = ngx_smartstack_argon2_decode(p, end, hash->salt,
                                     NGX_SMARTSTACK_ARGON2_SALT);
    p = ngx_smartstack_argon2_skip(p, end, "$");
    p = ngx_smartstack_argon2_decode(p, end, hash->tag,
                                     NGX_SMARTSTACK_ARGON2_TAG);

    if (p == NULL || p != end
        || hash->params.memory < NGX_SMARTSTACK_ARGON2_MIN_MEMORY
        || hash->params.memory > NGX_SMARTSTACK_ARGON2_MAX_MEMORY
        || hash->params.time < 1
        || hash->params.time > NGX_SMARTSTACK_ARGON2_MAX_TIME)
    {
        return NGX_DECLINED;
    }

    return NGX_OK;
}


u_char *
ngx_smartstack_argon2_print(u_char *p, const ngx_smartstack_argon2_t *hash)
{
    p = ngx_sprintf(p, "$argon2id$v=19$m=%uD,t=%uD,p=1$",
                    hash->params.memory, hash->params.time);
    p = ngx_smartstack_argon2_encode(p, hash->salt,
                                     NGX_SMARTSTACK_ARGON2_SALT);
    *p++ = '$';

    return ngx_smartstack_argon2_encode(p, hash->tag,
                                        NGX_SMARTSTACK_ARGON2_TAG);
}


ngx_int_t
ngx_smartstack_argon2_salt(u_char salt[NGX_SMARTSTACK_ARGON2_SALT])
{
    return RAND_bytes(salt, NGX_SMARTSTACK_ARGON2_SALT) == 1 ? NGX_OK
                                                              : NGX_ERROR;
}


ngx_int_t
ngx_smartstack_argon2_make(ngx_smartstack_argon2_t *hash,
    const ngx_smartstack_argon2_params_t *params, const u_char *password,
    size_t len, const u_char pepper[NGX_SMARTSTACK_ARGON2_PEPPER])
{
    hash->params = *params;

    return ngx_smartstack_argon2_run(hash->tag, params, password, len,
                                     hash->salt, pepper);
}


ngx_int_t
ngx_smartstack_argon2_verify(const ngx_smartstack_argon2_t *hash,
    const u_char *password, size_t len,
    const u_char pepper[NGX_SMARTSTACK_ARGON2_PEPPER])
{
    u_char     tag[NGX_SMARTSTACK_ARGON2_TAG];
    ngx_int_t  rc;

    rc = ngx_smartstack_argon2_run(tag, &hash->params, password, len,
                                   hash->salt, pepper);

    if (rc == NGX_OK
        && CRYPTO_memcmp(tag, hash->tag, NGX_SMARTSTACK_ARGON2_TAG) != 0)
    {
        rc = NGX_DECLINED;
    }

    OPENSSL_cleanse(tag, sizeof(tag));

    return rc;
}


static ngx_int_t
ngx_smartstack_argon2_run(u_char *tag,
    const ngx_smartstack_argon2_params_t *params, const u_char *password,
    size_t len, const u_char *salt, const u_char *pepper)
{
    argon2_context  ctx;

    ngx_memzero(&ctx, sizeof(argon2_context));

    /* the library's fields are not const, but no flag lets it write there */

    ctx.out = tag;
    ctx.outlen = NGX_SMARTSTACK_ARGON2_TAG;
    ctx.pwd = (uint8_t *) password;
    ctx.pwdlen = len;
    ctx.salt = (uint8_t *) salt;
    ctx.saltlen = NGX_SMARTSTACK_ARGON2_SALT;
    ctx.secret = (uint8_t *) pepper;
    ctx.secretlen = NGX_SMARTSTACK_ARGON2_PEPPER;
    ctx.t_cost = params->time;
    ctx.m_cost = params->memory;
    ctx.lanes = 1;
    ctx.threads = 1;
    ctx.version = ARGON2_VERSION_13;
    ctx.allocate_cbk = ngx_smartstack_argon2_allocate;
    ctx.free_cbk = ngx_smartstack_argon2_release;
    ctx.flags = ARGON2_DEFAULT_FLAGS;

    return argon2id_ctx(&ctx) == ARGON2_OK ? NGX_OK : NGX_ERROR;
}


static int
ngx_smartstack_argon2_allocate(uint8_t **memory, size_t bytes)
{
    ngx_smartstack_argon2_arena_t  *arena;

    if (pthread_once(&ngx_smartstack_argon2_once,
                     ngx_smartstack_argon2_arena_key)
        != 0)
    {
        return ARGON2_MEMORY_ALLOCATION_ERROR;
    }

    arena = pthread_getspecific(ngx_smartstack_argon2_key);

    if (arena == NULL || arena->size < bytes) {

        (void) pthread_setspecific(ngx_smartstack_argon2_key, NULL);
        free(arena);

        arena = malloc(sizeof(ngx_smartstack_argon2_arena_t) + bytes);
        if (arena == NULL) {
            return ARGON2_MEMORY_ALLOCATION_ERROR;
        }

        if (pthread_setspecific(ngx_smartstack_argon2_key, arena) != 0) {
            free(arena);
            return ARGON2_MEMORY_ALLOCATION_ERROR;
        }

        arena->size = bytes;
    }

    *memory = (uint8_t *) (arena + 1);

    return ARGON2_OK;
}


/* The library has wiped the memory. */

static void
ngx_smartstack_argon2_release(uint8_t *memory, size_t bytes)
{
    if (bytes > NGX_SMARTSTACK_ARGON2_ARENA) {
        (void) pthread_setspecific(ngx_smartstack_argon2_key, NULL);
        free(memory - sizeof(ngx_smartstack_argon2_arena_t));
    }
}


/*
 * A thread may end when the module is no longer mapped, so what frees its
 * arena must not be a function of ours.
 */

static void
ngx_smartstack_argon2_arena_key(void)
{
    (void) pthread_key_create(&ngx_smartstack_argon2_key, free);
}


static const u_char *
ngx_smartstack_argon2_skip(const u_char *p, const u_char *end,
    const char *text)
{
    size_t  len;

    len = ngx_strlen(text);

    if (p == NULL || (size_t) (end - p) < len
        || ngx_memcmp(p, text, len) != 0)
    {
        return NULL;
    }

    return p + len;
}


/* One to seven digits, no leading zero. */

static const u_char *
ngx_smartstack_argon2_number(const u_char *p, const u_char *end,
    uint32_t *value)
{
    const u_char  *start;

    *value = 0;

    if (p == NULL || p == end || *p == '0') {
        return NULL;
    }

    for (start = p; p < end && *p >= '0' && *p <= '9'; p++) {

        if (p - start == 7) {
            return NULL;
        }

        *value = *value * 10 + (*p - '0');
    }

    return p == start ? NULL : p;
}


/* Exactly size bytes; the unused bits of the last character must be zero. */

static const u_char *
ngx_smartstack_argon2_decode(const u_char *p, const u_char *end, u_char *out,
    size_t size)
{
    size_t         i, n, bits;
    uint32_t       acc;
    const u_char  *c;

    n = (size * 8 + 5) / 6;

    if (p == NULL || (size_t) (end - p) < n) {
        return NULL;
    }

    acc = 0;
    bits = 0;

    for (i = 0; i < n; i++) {
        c = p[i] ? (u_char *) ngx_strchr(ngx_smartstack_argon2_alphabet, p[i])
                 : NULL;
        if (c == NULL) {
            return NULL;
        }

        acc = (acc << 6) | (uint32_t) (c - ngx_smartstack_argon2_alphabet);
        bits += 6;

        if (bits >= 8) {
            bits -= 8;
            *out++ = (u_char) (acc >> bits);
            acc &= (1u << bits) - 1;
        }
    }

    return acc ? NULL : p + n;
}


static u_char *
ngx_smartstack_argon2_encode(u_char *p, const u_char *in, size_t size)
{
    size_t    i, bits;
    uint32_t  acc;

    acc = 0;
    bits = 0;

    for (i = 0; i < size; i++) {
        acc = (acc << 8) | in[i];

        for (bits += 8; bits >= 6; /* void */ ) {
            bits -= 6;
            *p++ = ngx_smartstack_argon2_alphabet[acc >> bits];
            acc &= (1u << bits) - 1;
        }
    }

    if (bits) {
        *p++ = ngx_smartstack_argon2_alphabet[acc << (6 - bits)];
    }

    return p;
}
