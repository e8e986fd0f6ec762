
/*
 * The wiring: the only file that knows every part.  What nginx calls, and
 * the handlers that the contract may name.
 */


#include <ngx_http_smartstack.h>
#include <ngx_http_smartstack_api.h>


static ngx_int_t ngx_http_smartstack_preconfiguration(ngx_conf_t *cf);
static ngx_int_t ngx_http_smartstack_postconfiguration(ngx_conf_t *cf);
static ngx_int_t ngx_http_smartstack_init_module(ngx_cycle_t *cycle);
static ngx_int_t ngx_http_smartstack_init_process(ngx_cycle_t *cycle);
static void ngx_http_smartstack_exit_process(ngx_cycle_t *cycle);


static ngx_str_t  ngx_http_smartstack_request_sql[] = {
    ngx_string("request/begin"),
    ngx_string("request/begin_admin"),
    ngx_string("request/begin_public"),
    ngx_string("request/begin_guest"),
    ngx_string("request/begin_key"),
    ngx_string("request/find_key"),
    ngx_string("request/begin_idempotent"),
    ngx_string("request/replay_idempotent"),
    ngx_string("request/check_deployment"),
    ngx_string("request/begin_job"),
    ngx_null_string
};

static ngx_str_t  ngx_http_smartstack_mail_sql[] = {
    ngx_string("mail/claim"),
    ngx_string("mail/finish"),
    ngx_null_string
};


ngx_http_smartstack_api_t  ngx_http_smartstack_apis[] = {

    /* not an operation: the statements of every request */

    { ngx_string("request"), NULL, ngx_http_smartstack_request_sql },
    { ngx_string("mail"), NULL, ngx_http_smartstack_mail_sql },

    { ngx_string("auth.register"), ngx_http_smartstack_auth_register,
      ngx_http_smartstack_auth_register_sql },
    { ngx_string("auth.verify"), ngx_http_smartstack_auth_verify,
      ngx_http_smartstack_auth_verify_sql },
    { ngx_string("auth.register_invited"), ngx_http_smartstack_auth_invited,
      ngx_http_smartstack_auth_invited_sql },
    { ngx_string("auth.login"), ngx_http_smartstack_auth_login,
      ngx_http_smartstack_auth_login_sql },
    { ngx_string("auth.magic"), ngx_http_smartstack_auth_magic,
      ngx_http_smartstack_auth_magic_sql },
    { ngx_string("auth.second_factor"), ngx_http_smartstack_auth_second_factor,
      ngx_http_smartstack_auth_second_factor_sql },
    { ngx_string("auth.totp_start"), ngx_http_smartstack_auth_totp_start,
      ngx_http_smartstack_auth_totp_start_sql },
    { ngx_string("auth.totp_confirm"), ngx_http_smartstack_auth_totp_confirm,
      ngx_http_smartstack_auth_totp_confirm_sql },
    { ngx_string("auth.reset"), ngx_http_smartstack_auth_reset,
      ngx_http_smartstack_auth_reset_sql },
    { ngx_string("auth.change_password"),
      ngx_http_smartstack_auth_change_password,
      ngx_http_smartstack_auth_change_sql },
    { ngx_string("auth.reauthenticate"),
      ngx_http_smartstack_auth_reauthenticate,
      ngx_http_smartstack_auth_reauthenticate_sql },
    { ngx_string("auth.refresh"), ngx_http_smartstack_auth_refresh,
      ngx_http_smartstack_auth_refresh_sql },
    { ngx_string("auth.logout"), ngx_http_smartstack_auth_logout,
      ngx_http_smartstack_auth_logout_sql },
    { ngx_string("auth.logout_all"), ngx_http_smartstack_auth_logout_all,
      ngx_http_smartstack_auth_logout_all_sql },
    { ngx_string("auth.delete_me"), ngx_http_smartstack_auth_delete_me,
      ngx_http_smartstack_auth_delete_me_sql },
    { ngx_string("auth.session"), ngx_http_smartstack_auth_session, NULL },

    { ngx_string("links.open"), ngx_http_smartstack_links_open,
      ngx_http_smartstack_links_open_sql },
    { ngx_string("links.preview"), ngx_http_smartstack_links_preview,
      ngx_http_smartstack_links_preview_sql },
    { ngx_string("links.password"), ngx_http_smartstack_links_password,
      ngx_http_smartstack_links_password_sql },

    { ngx_string("oidc.providers"), ngx_http_smartstack_oidc_providers,
      NULL },
    { ngx_string("oidc.start"), ngx_http_smartstack_oidc_start,
      ngx_http_smartstack_oidc_start_sql },
    { ngx_string("oidc.link"), ngx_http_smartstack_oidc_link,
      ngx_http_smartstack_oidc_link_sql },
    { ngx_string("oidc.callback"), ngx_http_smartstack_oidc_callback,
      ngx_http_smartstack_oidc_callback_sql },

    { ngx_null_string, NULL, NULL }
};


static ngx_http_module_t  ngx_http_smartstack_module_ctx = {
    ngx_http_smartstack_preconfiguration,   /* preconfiguration */
    ngx_http_smartstack_postconfiguration,  /* postconfiguration */

    ngx_http_smartstack_create_main_conf,   /* create main configuration */
    ngx_http_smartstack_init_main_conf,     /* init main configuration */

    NULL,                                   /* create server configuration */
    NULL,                                   /* merge server configuration */

    ngx_http_smartstack_create_loc_conf,    /* create location configuration */
    ngx_http_smartstack_merge_loc_conf      /* merge location configuration */
};


ngx_module_t  ngx_http_smartstack_module = {
    NGX_MODULE_V1,
    &ngx_http_smartstack_module_ctx,        /* module context */
    ngx_http_smartstack_commands,           /* module directives */
    NGX_HTTP_MODULE,                        /* module type */
    NULL,                                   /* init master */
    ngx_http_smartstack_init_module,        /* init module */
    ngx_http_smartstack_init_process,       /* init process */
    NULL,                                   /* init thread */
    NULL,                                   /* exit thread */
    ngx_http_smartstack_exit_process,       /* exit process */
    NULL,                                   /* exit master */
    NGX_MODULE_V1_PADDING
};


static ngx_int_t
ngx_http_smartstack_preconfiguration(ngx_conf_t *cf)
{
    return ngx_http_smartstack_add_variables(cf);
}


static ngx_int_t
ngx_http_smartstack_postconfiguration(ngx_conf_t *cf)
{
    ngx_http_handler_pt        *h;
    ngx_http_core_main_conf_t  *cmcf;

    cmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);

    h = ngx_array_push(&cmcf->phases[NGX_HTTP_ACCESS_PHASE].handlers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    *h = ngx_http_smartstack_require_handler;

    /* runs before the rewrite module, whose "return" would answer */

    h = ngx_array_push(&cmcf->phases[NGX_HTTP_REWRITE_PHASE].handlers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    *h = ngx_http_smartstack_https_handler;

    ngx_http_smartstack_filter_init();

    return NGX_OK;
}


/*
 * Only now is known what a log of the whole server is: its line may stand
 * behind the http block.
 */

static ngx_int_t
ngx_http_smartstack_init_module(ngx_cycle_t *cycle)
{
    ngx_http_smartstack_main_conf_t  *smcf;
#if (NGX_DEBUG)
    ngx_event_conf_t                 *ecf;
#endif

    smcf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_smartstack_module);

    if (smcf == NULL || !smcf->required) {
        return NGX_OK;
    }

#if (NGX_DEBUG)
    ecf = ngx_event_get_conf(cycle->conf_ctx, ngx_event_core_module);

    if (ecf->debug_connection.nelts && !smcf->allow_debug) {
        ngx_log_error(NGX_LOG_EMERG, cycle->log, 0,
                      "\"debug_connection\" would log keys, cookies and "
                      "passwords; \"smartstack_allow_debug on\" allows it");
        return NGX_ERROR;
    }
#endif

    return ngx_http_smartstack_check_log(smcf, &cycle->new_log, cycle->log);
}


static ngx_int_t
ngx_http_smartstack_init_process(ngx_cycle_t *cycle)
{
    ngx_uint_t                        i;
    ngx_smartstack_pg_conf_t         *pool;
    ngx_http_smartstack_main_conf_t  *smcf;

    if (ngx_process != NGX_PROCESS_WORKER && ngx_process != NGX_PROCESS_SINGLE)
    {
        return NGX_OK;
    }

    smcf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_smartstack_module);

    if (smcf == NULL || smcf->contract == NULL) {
        return NGX_OK;
    }

    ngx_smartstack_zone_attach(smcf->zone, ngx_worker);

    if (ngx_smartstack_keyring_hold(smcf->keyring) != NGX_OK) {
        ngx_log_error(NGX_LOG_WARN, cycle->log, ngx_errno,
                      "mlock() failed, keys may get into the swap");
    }

    smcf->hash.threads = ngx_thread_pool_get(cycle, &smcf->hash_pool_name);
    if (smcf->hash.threads == NULL) {
        return NGX_ERROR;
    }

    pool = smcf->pools.elts;

    for (i = 0; i < smcf->pools.nelts; i++) {
        smcf->pg[i] = ngx_smartstack_pg_start(cycle, &pool[i],
                                              smcf->contract->nstatements,
                                              smcf->resolver,
                                              smcf->resolver_timeout);
        if (smcf->pg[i] == NULL) {
            return NGX_ERROR;
        }
    }

    return ngx_http_smartstack_background_start(cycle, smcf);
}


static void
ngx_http_smartstack_exit_process(ngx_cycle_t *cycle)
{
    ngx_uint_t                        i;
    ngx_http_smartstack_main_conf_t  *smcf;

    smcf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_smartstack_module);

    if (smcf == NULL) {
        return;
    }

    ngx_http_smartstack_background_stop(smcf);

    for (i = 0; i < smcf->pools.nelts; i++) {
        if (smcf->pg[i] != NULL) {
            ngx_smartstack_pg_stop(smcf->pg[i]);
        }
    }

    ngx_smartstack_zone_detach();
}
