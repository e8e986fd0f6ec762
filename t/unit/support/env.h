/*
 * The little of nginx that its core files need when no server is around them:
 * the cycle, the log, the page size, the clock. For unit tests and fuzzers.
 */

#ifndef T_UNIT_ENV_H
#define T_UNIT_ENV_H


#include <ngx_config.h>
#include <ngx_core.h>


typedef void (*env_log_pt)(const char *message);

/* Returns the log; messages up to level INFO go to the handler, if any. */
ngx_log_t *env_init(env_log_pt handler);


#endif /* T_UNIT_ENV_H */
