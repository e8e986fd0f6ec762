
/*
 * The mails that may be sent: a folder of templates, NAME.txt (header lines,
 * an empty line, the text) beside NAME.html, and a layout of either kind
 * around them.
 */


#ifndef _NGX_SMARTSTACK_LETTER_H_INCLUDED_
#define _NGX_SMARTSTACK_LETTER_H_INCLUDED_


#include <ngx_smartstack_mime.h>
#include <ngx_smartstack_template.h>


typedef struct {
    ngx_str_t                    name;
    ngx_smartstack_template_t   *subject;
    ngx_smartstack_template_t   *reply_to;      /* or NULL */
    ngx_smartstack_template_t   *unsubscribe;   /* or NULL */
    ngx_smartstack_template_t   *text;
    ngx_smartstack_template_t   *html;
} ngx_smartstack_letter_t;


typedef struct {
    ngx_pool_t                  *pool;
    ngx_array_t                  letters;   /* of ngx_smartstack_letter_t */
    ngx_smartstack_template_t   *text;      /* the layouts */
    ngx_smartstack_template_t   *html;
} ngx_smartstack_letters_t;


/* At configuration time: reads the folder; NULL with *error. */
ngx_smartstack_letters_t *ngx_smartstack_letters_read(ngx_pool_t *pool,
    ngx_str_t *dir, ngx_str_t *error);

/*
 * Fills in what comes from the template: subject, reply_to, unsubscribe,
 * text and html, in pool.  NGX_DECLINED with *error (which ends with a NUL):
 * there is no such letter, or vars do not fit it.
 */
ngx_int_t ngx_smartstack_letter_render(ngx_smartstack_letters_t *letters,
    ngx_str_t *name, json_t *vars, ngx_pool_t *pool,
    ngx_smartstack_mime_t *mail, ngx_str_t *error);


#endif /* _NGX_SMARTSTACK_LETTER_H_INCLUDED_ */
