
/* Whole files, read when nginx starts. */


#ifndef _NGX_SMARTSTACK_FILE_H_INCLUDED_
#define _NGX_SMARTSTACK_FILE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Reads a file of at most max bytes.  NGX_DECLINED: it is longer; NGX_ERROR:
 * errno says why.
 */
ngx_int_t ngx_smartstack_file_read(ngx_pool_t *pool, const char *path,
    size_t max, ngx_str_t *text);


#endif /* _NGX_SMARTSTACK_FILE_H_INCLUDED_ */
