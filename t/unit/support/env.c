#include "env.h"


volatile ngx_cycle_t  *ngx_cycle;
ngx_pid_t              ngx_pid;

static env_log_pt  env_log_handler;


void
ngx_log_error_core(ngx_uint_t level, ngx_log_t *log, ngx_err_t err,
    const char *fmt, ...)
{
    u_char   *last;
    u_char    message[NGX_MAX_ERROR_STR];
    va_list   args;

    if (level > NGX_LOG_INFO || env_log_handler == NULL) {
        return;
    }

    va_start(args, fmt);
    last = ngx_vslprintf(message, message + NGX_MAX_ERROR_STR - 1, fmt, args);
    va_end(args);

    *last = '\0';
    env_log_handler((char *) message);
}


ngx_log_t *
env_init(env_log_pt handler)
{
    ngx_uint_t          n;
    static ngx_log_t    log;
    static ngx_cycle_t  cycle;

    env_log_handler = handler;

    ngx_pid = getpid();
    ngx_pagesize = getpagesize();
    ngx_cacheline_size = NGX_CPU_CACHE_LINE;

    for (n = ngx_pagesize; n >>= 1; ngx_pagesize_shift++) {
        /* counts the bits */
    }

    log.log_level = NGX_LOG_INFO;
    cycle.log = &log;
    ngx_cycle = &cycle;

    ngx_time_init();
    (void) ngx_crc32_table_init();

    cycle.pool = ngx_create_pool(NGX_DEFAULT_POOL_SIZE, &log);

    return &log;
}
