
/*
 * UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, 12 bits that count
 * within one of them, 62 random bits.
 */


#include <ngx_smartstack_uuid.h>
#include <openssl/rand.h>


#define NGX_SMARTSTACK_UUID_RANDOM    1024
#define NGX_SMARTSTACK_UUID_COUNTER   0x0fff


/*
 * State of one process; the event loop is its only user.  pid tells a worker
 * that the random bytes are a copy of its master's.
 */

typedef struct {
    ngx_pid_t   pid;
    size_t      used;
    uint64_t    msec;
    ngx_uint_t  counter;
    u_char      random[NGX_SMARTSTACK_UUID_RANDOM];
} ngx_smartstack_uuid_state_t;


static u_char *ngx_smartstack_uuid_random(size_t n);
static ngx_int_t ngx_smartstack_uuid_digit(u_char c);
static ngx_inline u_char *ngx_smartstack_uuid_hex(u_char *p,
    const u_char *bytes, ngx_uint_t n);


static ngx_smartstack_uuid_state_t  ngx_smartstack_uuid_state = {
    0, NGX_SMARTSTACK_UUID_RANDOM, 0, 0, { 0 }
};


ngx_int_t
ngx_smartstack_uuid7(u_char out[36])
{
    u_char                       *random;
    u_char                        bytes[16];
    uint64_t                      now;
    ngx_uint_t                    i;
    struct timespec               ts;
    ngx_smartstack_uuid_state_t  *st;

    st = &ngx_smartstack_uuid_state;

    random = ngx_smartstack_uuid_random(10);
    if (random == NULL) {
        return NGX_ERROR;
    }

    (void) clock_gettime(CLOCK_REALTIME, &ts);
    now = (uint64_t) ts.tv_sec * 1000 + ts.tv_nsec / 1000000;

    /*
     * The counter starts in its lower half.  When it runs out, or when the
     * clock steps back, the time part runs ahead of the clock.
     */

    if (now > st->msec) {
        st->msec = now;
        st->counter = (random[8] << 3 | random[9] >> 5) & 0x7ff;

    } else if (st->counter == NGX_SMARTSTACK_UUID_COUNTER) {
        st->msec++;
        st->counter = 0;

    } else {
        st->counter++;
    }

    for (i = 0; i < 6; i++) {
        bytes[i] = (u_char) (st->msec >> (40 - 8 * i));
    }

    bytes[6] = (u_char) (0x70 | st->counter >> 8);
    bytes[7] = (u_char) st->counter;

    ngx_memcpy(bytes + 8, random, 8);
    bytes[8] = (u_char) (0x80 | (bytes[8] & 0x3f));

    (void) ngx_smartstack_uuid_format(out, bytes);

    return NGX_OK;
}


/* n fresh bytes; taken from OpenSSL a block at a time. */

static u_char *
ngx_smartstack_uuid_random(size_t n)
{
    u_char                       *p;
    ngx_smartstack_uuid_state_t  *st;

    st = &ngx_smartstack_uuid_state;

    if (st->pid != ngx_pid || st->used + n > NGX_SMARTSTACK_UUID_RANDOM) {
        if (RAND_bytes(st->random, NGX_SMARTSTACK_UUID_RANDOM) != 1) {
            return NULL;
        }

        st->pid = ngx_pid;
        st->used = 0;
    }

    p = st->random + st->used;
    st->used += n;

    return p;
}


ngx_int_t
ngx_smartstack_uuid_parse(const u_char *p, size_t len, u_char bytes[16])
{
    ngx_int_t   high, low;
    ngx_uint_t  i, n;

    if (len != 36) {
        return NGX_DECLINED;
    }

    n = 0;

    for (i = 0; i < 36; i += 2) {

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (p[i++] != '-') {
                return NGX_DECLINED;
            }
        }

        high = ngx_smartstack_uuid_digit(p[i]);
        low = ngx_smartstack_uuid_digit(p[i + 1]);

        if (high < 0 || low < 0) {
            return NGX_DECLINED;
        }

        bytes[n++] = (u_char) (high << 4 | low);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_uuid_digit(u_char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }

    c |= 0x20;

    return (c >= 'a' && c <= 'f') ? c - 'a' + 10 : -1;
}


u_char *
ngx_smartstack_uuid_format(u_char *p, const u_char bytes[16])
{
    p = ngx_smartstack_uuid_hex(p, bytes, 4);
    *p++ = '-';
    p = ngx_smartstack_uuid_hex(p, bytes + 4, 2);
    *p++ = '-';
    p = ngx_smartstack_uuid_hex(p, bytes + 6, 2);
    *p++ = '-';
    p = ngx_smartstack_uuid_hex(p, bytes + 8, 2);
    *p++ = '-';

    return ngx_smartstack_uuid_hex(p, bytes + 10, 6);
}


/* A list has hundreds of ids: two digits at a time. */

static ngx_inline u_char *
ngx_smartstack_uuid_hex(u_char *p, const u_char *bytes, ngx_uint_t n)
{
    ngx_uint_t  i;

    static const char  pairs[] =
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
        "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
        "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
        "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf"
        "c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
        "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

    for (i = 0; i < n; i++) {
        ngx_memcpy(p, pairs + 2 * bytes[i], 2);
        p += 2;
    }

    return p;
}
