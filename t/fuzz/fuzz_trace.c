
/*
 * Any bytes as a caller's traceparent: ours is always one that we would take
 * over ourselves.
 */

#include "env.h"
#include <ngx_smartstack_trace.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static const u_char  fuzz_id[] = "019a9f3e-7c1d-7b60-8a44-0f5be2d4c1aa";
static const u_char  fuzz_next[] = "019a9f3e-7c1d-7b60-8a44-0f5be2d4c1ab";


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char     one[NGX_SMARTSTACK_TRACEPARENT_LEN],
               two[NGX_SMARTSTACK_TRACEPARENT_LEN];
    ngx_str_t  value;

    value.data = (u_char *) data;
    value.len = size;

    ngx_smartstack_trace_parent(one, &value, fuzz_id);

    value.data = one;
    value.len = sizeof(one);

    ngx_smartstack_trace_parent(two, &value, fuzz_next);

    if (ngx_memcmp(one, two, NGX_SMARTSTACK_SPAN_ID_AT) != 0
        || ngx_memcmp(one + sizeof(one) - 3, two + sizeof(two) - 3, 3) != 0)
    {
        abort();
    }

    return 0;
}
