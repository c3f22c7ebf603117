/**
 * Half a second of a tone of 440 Hz, as encoders other than ours wrote it (opencore-amr at 4.75 kbit/s, vo-amrwbenc at 6.6 kbit/s).
 */
export const TONES = {
	narrowband: Buffer.from(
		'IyFBTVIKBIA4H+/rafWOAKnGggQdPTKlq2p0rPGDsCIEPjgylrspRX+EREqwBI09MqdrnTUXzlK2KgQ+ODKme1uVS3CHEKIEjT0y' +
			'pmufBXpOgQ4YBD44MqZr66UxZsT1RgSNPTKma58lHGqKj1QEPjgypmvrRPVRMmlcBI09MmZrzkX58vBSMgQ+ODKma99VK00TCkIE' +
			'jT0ypmufJVoHKlFoBD44MqZr64T3BERKpgSNPTKma85lGmxNFUIEPjgypntrtJcJEvS2BI09MqZrnzUeRSiIEAQ+ODKma+ulMWbE' +
			'9UYEjT0ypmufJR4qnU0SBD44MqZr61VPEwTtSASNPTJma58Fv9IvUBwEPjgypmvrtJNQUwvKBI09NaZrwmX4dwTlXgQ+ODKme8lk' +
			'0W0ugogEjT0ypmufBeBxOwlSBD44MqZr67UJaQRSoAQdCWh5AxX6Q8SIDBA=',
		'base64',
	),
	wideband: Buffer.from(
		'IyFBTVItV0IKBOJTYl6WBOXqoBOCwyEdhy0wBPqeCsKaj3SZ+HbUKMSsFKDABOPTMkbCZuLizw+pxzTm0hDgBPuS8N7zrHMV1OzC' +
			'WojYMIIwBO2TdELvReZz1x+kyLmAoYiQBOfTUMbrZOFz/zzHLWBI/e3ABPfSAP7/rHR16x1Z4vgIZuvABOPTAObqpuGz6yzEu1gT' +
			'cdEABP7SAN7/rHI1/x1UyCslB7+QBOfTAOb7pOAz+wzNPKgM6rJwBOeTROLrpOAz2z1VUUHBxHHQBPnSCPbnrHbV8H7TbiZasAIw' +
			'BOxTyMajZOBz9x+pcvGgPk6wBP/ShP77rHMV8PzCuCkB0FwwBObTAMb6R+fz2z+jYiPrpQhgBO+TdkLGR+fzxzzLNGIGZcfABP9S' +
			'gP77rHR16x1axp0KkhFABOfTImbSR+fz7yzJkGxKFGlQBPnSAP7nrHI1/w1Uz4o0a1bgBO3TEYT3pOAz4zzOZAsPksJABO/TskbT' +
			'ZOJzwx1bNHRAaFBgBPfSEZz/rHFV+H7TWldCqA4ABOrTgMbrpOEz6x+k1W0MOSHABPbTMibSbnDV6PzFxAumr5igBO9TyOaqR+fz' +
			'+z+rUiLSlNZw',
		'base64',
	),
} as const;
