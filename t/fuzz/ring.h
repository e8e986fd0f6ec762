
/* A key ring for the fuzzers of what is signed or sealed. */


#ifndef _RING_H_INCLUDED_
#define _RING_H_INCLUDED_


#include "env.h"
#include <ngx_smartstack_token.h>


#define KEY                                                                   \
    "\"state\":\"current\","                                                  \
    "\"key\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}]"


static ngx_log_t                 *fuzz_log;
static ngx_smartstack_keyring_t  *ring;


static void
fuzz_init(void)
{
    ngx_str_t  error;

    static ngx_pool_t  *pool;
    static ngx_str_t    secrets = ngx_string(
        "{\"jwt\":[{\"kid\":\"k1\"," KEY ",\"refresh\":[{\"kid\":\"r1\"," KEY
        ",\"pepper\":[{\"kid\":\"p1\"," KEY ",\"cursor\":[{\"kid\":\"c1\"," KEY
        "}");

    fuzz_log = env_init(NULL);
    pool = ngx_create_pool(4096, fuzz_log);
    ring = ngx_palloc(pool, sizeof(ngx_smartstack_keyring_t));

    if (ngx_smartstack_keyring_read(pool, &secrets, ring, &error) != NGX_OK) {
        abort();
    }
}


#endif /* _RING_H_INCLUDED_ */
