
/* Which addresses are of the public network, and which only of ours. */


#ifndef _NGX_SMARTSTACK_ADDRESS_H_INCLUDED_
#define _NGX_SMARTSTACK_ADDRESS_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Whether an IPv4 or IPv6 address may be anywhere on the internet: not of
 * this machine, of a private, shared or link-local network, nor reserved.
 * An IPv4 address inside of an IPv6 one is judged as itself; whatever is no
 * IP address is not public.
 */
ngx_uint_t ngx_smartstack_address_public(struct sockaddr *sa);

/* Whether it is of this machine: 127.0.0.0/8 or ::1. */
ngx_uint_t ngx_smartstack_address_loopback(struct sockaddr *sa);


#endif /* _NGX_SMARTSTACK_ADDRESS_H_INCLUDED_ */
