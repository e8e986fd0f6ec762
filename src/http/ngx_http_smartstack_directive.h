
/* Setters of the directives that take more than one plain value. */


#ifndef _NGX_HTTP_SMARTSTACK_DIRECTIVE_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_DIRECTIVE_H_INCLUDED_


#include <ngx_http_smartstack.h>


/* cmd->post is the content handler; one a location */
char *ngx_http_smartstack_content(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

char *ngx_http_smartstack_postgres(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_secrets(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_zone(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_hash_threads(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_rate(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_oidc(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_egress(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_smartstack_mail(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

/* The one line of a file, such as a password; with a NUL behind it. */
ngx_int_t ngx_http_smartstack_read_secret(ngx_conf_t *cf, ngx_str_t *name,
    ngx_str_t *secret);

/* Reads a whole file into pool, with a NUL behind it; logs what fails. */
ngx_int_t ngx_http_smartstack_read_file(ngx_conf_t *cf, ngx_str_t *name,
    ngx_pool_t *pool, ngx_str_t *text);


#endif /* _NGX_HTTP_SMARTSTACK_DIRECTIVE_H_INCLUDED_ */
