"""Words by which an event says which moment it is, as regular expressions for a clause in small letters."""

from __future__ import annotations

from pmwizard.model.parts.timeline import Moment

_GAP = (
    r"(?: (?!(?:not|never|no|being|to|ready|still|failed|fails|waiting|should|would|could|might|must|will)\b|"
    r"\S*n't\b)[^\s,;:.]+)"
)
"""One word between two that belong together; none that would take back what they say."""

_TOOL = (
    r"(?:pager ?duty|ops ?genie|victorops|datadog|prometheus|alertmanager|grafana|sentry|nagios|icinga|pingdom|"
    r"cloudwatch|zabbix|new relic|statuscake|guardduty|(?:the )?monitoring|watchdog|probes?|(?:\S+ )?scanner|"
    r"synthetics?|(?:health|synthetic|uptime) ?(?:checks?|monitors?|tests?)|smoke tests?|dead man's switch)"
)
_PEOPLE = (
    r"(?:users?|customers?|clients?|tenants?|merchants?|players?|patients?|members?|partners?|support|helpdesk|"
    r"help desk|people|staff|employees|subscribers|sellers|drivers|passengers|visitors|nurses?|doctors?|teachers?|"
    r"students?|accountants?|traders?|shops?|stores?|callers?|operators?)"
)
SYMPTOM = (
    r"(?:errors?|error rates?|timeouts?|failures?|failure rate|exceptions|[45]xxs?|50\ds?|latenc(?:y|ies)|p\d\d\d?|"
    r"response times?|packet loss|lag|load|queues?|backlog|alerts?|alarms?|retries|cpu|memory)"
)
_STEP = r"(?:roll[- ]?back|revert|fail[- ]?over|switch[- ]?over|hot[- ]?fix|fix|patch|work[- ]?around|mitigation)"
_TASK = (
    r"(?:jobs?|migrations?|imports?|exports?|batch(?:es)?|deploy\w*|roll-?out|release|quer(?:y|ies)|process(?:es)?|"
    r"scripts?|cron\w*|sync|re-?index\w*|backfills?|crawlers?|sessions?|transactions?|campaigns?|vacuum|loop|bots?)"
)
_LEVEL = r"(?:sev(?:erity)?[ -]?[1-5]|p[1-4])"
_NUMBER = r"(?:inc(?:ident)?[-#]\s?\d[\d-]*)"
_DOES = r"^(?:(?!(?:threads?|requests?|writes?|reads?|deploys?|workers?|who|oom|kernel|it|was|were)\b)[^\s:]+ ){0,3}"
"""The beginning of a clause in which somebody does what follows."""

CUES: tuple[tuple[Moment, tuple[str, ...]], ...] = (
    (
        "closed",
        (
            rf"\b(?:incident|{_NUMBER}|{_LEVEL})(?: (?:is|was|has been|now|formally|officially)){{0,2}} closed\b",
            rf"\bclose[sd] (?:out )?(?:the |this )?(?:incident|{_NUMBER}|{_LEVEL})\b",
            r"\bpost-?incident watch ended\b",
        ),
    ),
    (
        "resolved",
        (
            r"\ball[- ]clear\b",
            r"\b(?:fixed for good|fully fixed|fully resolved|(?:permanently|finally) fixed|fixed permanently)\b",
            r"(?<!auto-)\bresolved\b(?! (?:to|the address|its|names?)\b)",
            rf"\b(?:permanent|final|proper|long-term) fix\b(?:$|{_GAP}{{0,3}} (?:deployed|in place|rolled out|live|"
            r"shipped|released|done|out|in production)\b)",
        ),
    ),
    (
        "recovered",
        (
            r"\b(?:back|returned|down|settled) (?:to|at|in|within|under|below) (?:its |their |the )?"
            r"(?:normal|expected|usual|baseline|pre-\w+|healthy|slo|zero|\d+ ?ms|green)\b",
            r"\bback to (?:business|work|its)\b",
            r"(?<!\bbe )\brecovered\b",
            r"\bimpact (?:is |was )?over\b|\b(?:impact|outage|disruption|downtime) (?:has )?(?:ended|ends|is over|"
            r"over)\b",
            rf"\b(?!(?:queues?|load|cpu|memory) (?:have |has )?(?:stop|cease)){SYMPTOM} "
            r"(?:have |has )?(?:stop(?:s|ped)?|clear(?:s|ed)?|gone|ceased?|vanish(?:es|ed))\b",
            rf"\b{SYMPTOM}{_GAP}{{0,2}} (?:normal|to zero|at zero|to 0|cleared|auto-?resolved)\b",
            r"\b(?:works?|working|up|online|healthy|green|reachable|available|possible|responding|usable|stable|fine)"
            r" again\b",
            r"\b(?:being )?(?:delivered|sent|processed|accepted|served|printed|charged|written|replicated|updated|"
            r"indexed|"
            r"shown|paid|booked|published|normal|okay|ok) again\b",
            r"\bno (?:more|further|new) (?:errors?|timeouts?|failures?|complaints?|tickets|[45]xx)\b|\berror[- ]free\b",
            r"\b(?:reports?|reported|says?|said|tells?)(?: us)?(?: that)? (?:it|they|everything|all|"
            r"things) (?:works?|is fine|are fine|can)\b",
            rf"\b{SYMPTOM}{_GAP}{{0,3}} (?:below|under) (?:the |its )?(?:threshold|slo|limit|\d)",
            r"\b(?:transfers|payments|orders|logins|requests|calls|messages|uploads) (?:go|are going|went|"
            r"get) through$",
            r"\b(?:can|could|able to) (?:\S+ ){1,3}again\b",
            r"\b(?:print|load|open|start|respond|render|sync|connect|pass|arrive|send|deliver|process|succeed|"
            r"answer|run|"
            r"flow|go through|come in|log in|update|match|settle|charge|scan|move|build|play|stream|ring|"
            r"publish)(?:e?s|ing)? again\b",
            r"\b(?:accepting|serving|processing|flowing|taking|delivering|coming in|going out|going through|running"
            r" normally)\b(?: \S+)? again\b",
            r"\bback (?:up|online|on line|in service|in business|green)\b(?! to speed)",
            r"\b(?:is|are|came|comes|was|were) back\b(?= (?:in|for|on) |$)",
            r"\bservices? (?:is |are |was |were |fully )?(?:restored|back|normal)\b",
            r"\brestored? service\b|\brestored service\b",
            r"\b(?:all|every)(?: \S+)? (?:is |are |turned )?(?:green|healthy|operational)\b|\bback up\b$",
            r"\b(?:queue|backlog|replication|consumer|replica|import)s?(?: (?:is|was|has|fully)){0,2} (?:drained|"
            r"caught up|empty|gone|worked off)\b",
            rf"\b{_PEOPLE} confirm(?:s|ed)?\b",
            r"\bconfirm(?:s|ed)? (?:recovery|that \S+ (?:\S+ )?works?)\b",
        ),
    ),
    (
        "mitigated",
        (
            r"\brolle?(?:d|s) (?:\S+ ){0,3}back\b(?! (?:the )?(?:rollback|revert|fix)\b)|\brolled-?back\b",
            rf"\b{_STEP}(?: \S+){{0,4}} (?:completed?|completes|done|finish(?:ed|es)|succeed(?:ed|s)|successful|"
            rf"work(?:ed|s)|"
            r"deployed|applied|live|shipped|in place|rolled out|implemented|released|went out|in production|landed)\b",
            rf"\b(?:deployed|shipped|applied|released|rolled out|pushed) (?:a |the |our )?{_GAP}{{0,2}} ?{_STEP}\b"
            r"(?! (?:to|on|in) (?:staging|test|dev|one|a|canary)\b)",
            r"^(?:manual |forced |emergency |full )?(?:rollback|failover|revert)"
            r"(?: (?:to|of|back to) \S+(?: (?!fail)\S+)?)?$",
            r"\bupgraded (?:the )?(?:instance|database|node|server|volume|plan|\S+ instance) to\b",
            r"\brevert(?:ed|s)\b(?! (?:the )?(?:rollback|revert|fix)\b)",
            r"\b(?:disabled|disables|deactivated)\b(?! by default)",
            r"\b(?:turn(?:ed|s)|switch(?:ed|es)|toggled|shut|flipped)(?: \S+){0,4} off\b|\bflag(?: \S+)? off\b",
            rf"{_DOES}kill(?:ed|s) (?!by\b|off\b|process \d)\S+",
            rf"\b{_TASK}{_GAP}{{0,2}} (?:was |were )?(?:killed|terminated|cancelled|canceled)\b",
            rf"\b(?:stop(?:ped|s)|halt(?:ed|s)|cancell?(?:ed|s)|abort(?:ed|s)|terminat(?:ed|es)) "
            rf"(?:the |our |all |that |this )?(?:\S+ ){{0,2}}{_TASK}\b",
            r"\bfail(?:ed|s)[- ](?:\S+ ){0,3}over\b",
            r"\bpromot(?:ed|es) (?:\S+ ){0,3}(?:replica|standby|secondary|follower|slave|primary)\b",
            r"\b(?:replica|standby|secondary|follower)(?: \S+){0,3} promoted\b",
            rf"{_DOES}(?:block(?:ed|s)|rate[- ]limit(?:ed|s)|throttle[sd]|ban(?:ned|s)|drain(?:ed|s)|isolate[sd]|"
            r"quarantine[sd]|cordon(?:ed|s)|revoke[sd]|rotate[sd]|free[sd]|purge[sd]|flush(?:ed|es)|renew(?:ed|s)|"
            r"reissue[sd]|replace[sd]|redeploy(?:ed|s)|patch(?:ed|es)|unplugged|detached) (?!by\b|on\b|for\b|"
            r"until\b|in\b|with\b|of\b)\S",
            r"\bscaled? ?(?:\S+ ){0,3}(?:up|out)\b(?<!scale up)(?<!scale out)|\bscaled (?:\S+ ){0,2}to \d+",
            r"\badded (?:\S+ ){0,2}(?:capacity|nodes|pods|replicas|workers|instances|memory|servers|brokers|hosts)\b",
            r"\b(?:doubled|tripled|raised|increased|bumped) (?:the |our )?(?:\S+ ){0,4}"
            r"(?:limits?|pool|capacity|timeouts?|memory|quota|connections|replicas|workers|instances|disk|volume)\b",
            r"\b(?:moved|shifted|diverted|rerouted|redirected|routed|steered|switched|cut) (?:all |the |our )?"
            r"(?:\S+ ){0,2}(?:traffic|reads|writes|users|requests|dns|load)(?: \S+){0,2} (?:to|away|over|off|back)\b",
            r"\btraffic(?: \S+)? (?:moved|shifted|diverted|rerouted|switched|redirected)\b",
            r"\bswitched (?:over |back )?to (?:the )?(?:backup|standby|secondary|replica|old|previous|fallback|"
            r"spare)\b",
            r"\bpoint(?:ed|s) (?:\S+ ){1,3}(?:at|to) the (?:old|backup|standby|other|previous|spare)\b",
            r"\b(?:remove[sd]|took|takes|pulled|pulls|evicted) (?:\S+ ){1,4}(?:out of|from) (?:the )?(?:\S+ )?"
            r"(?:pool|rotation|service|cluster|balancer|traffic|config\w*)\b",
            r"\bcut over to\b|\bbrought up (?:an? |the )?(?:new|spare|standby|replacement|second)\b|\brolled forward\b",
            r"\b(?:put|puts|switched|placed) (?:\S+ ){1,3}(?:into|in|to) (?:maintenance|read-only|safe|"
            r"degraded) mode\b",
            r"\b(?:removed|deleted|cleared|dropped|truncated|purged|excluded) (?:the |all )?(?:bad|broken|faulty|"
            r"stale|corrupt\w*|"
            r"offending|poison\w*|stuck|rogue|malicious) \S+",
            rf"{_DOES}pause[sd] (?:the |our |all )?(?:\S+ )?{_TASK}\b|\bdowngraded to (?!{_LEVEL})",
            r"\b(?:reduced|lowered|shed|cut) (?:the )?(?:\S+ ){0,2}(?:concurrency|load|batch size|ttl|parallelism|"
            r"traffic)\b",
            r"\brestored\b(?! service)",
            r"\bkill[- ]?switch(?: was)? (?:executed|thrown|used|pulled|flipped|activated|on)\b",
            r"\b(?:mitigated|bleeding (?:is |was )?stopped|leak (?:is |was )?stopped)\b",
        ),
    ),
    (
        "diagnosed",
        (
            rf"\bcause\b{_GAP}{{0,2}} (?:found|identified|confirmed|known|isolated|established|pinned down|determined|"
            r"understood|clear)\b",
            r"\bcause(?: (?:found|is|was))? ?(?:[:=]| [-\u2013\u2014] | is (?:the|an?) | was (?:the|"
            r"an?) ) ?(?=\S)(?!(?:still|not|un\w+|tbd|"
            r"pending|to be|being|maybe|probably|perhaps|possibly|under|likely|n/a|open|none|thought|believed|"
            r"suspected|"
            r"investigat\w+|looking)\b|\?)",
            r"\b(?:found|finds|identified|identifies|isolated|located|uncovered|spotted|determined|confirmed|"
            r"established|pinpointed|nailed)(?: \S+){0,5} (?:cause|culprit|bug|trigger|fault|reason|leak|"
            r"(?:bad|offending|faulty|broken|guilty|failing) \S+)\b",
            r"\b(?:found|identified) (?:the|our) (?:issue|problem)\b",
            r"\b(?:issue|problem|fault|bug|culprit|trigger|source)(?: (?:has|been|was|is)){0,2} (?:identified|found|"
            r"isolated|located|pinpointed|understood)\b",
            r"^identified$|\bidentified as\b|\bdiagnosed\b",
            r"\b(?:found|found out|understood|figured out|worked out|know|realized|realised) (?:why|what (?:broke|"
            r"caused))\b",
            r"\b(?:traced|tracked|bisected)(?: \S+){0,3} (?:down |back )?to\b",
            r"\b(?:turn(?:s|ed) out|figured out|worked out)\b",
            r"^(?:rca|root cause analysis) (?:done|complete|finished)\b|\bfound out that\b",
            r"\b(?:found|finds|identified|identifies|saw) (?:an? |the )(?:\S+ ){0,2}(?:deadlock|leak|loop|race|"
            r"regression|typo|"
            r"misconfig\w+|memory leak|expired \S+|missing \S+|full disk)\b",
            r"^found it\b|\b(?:is|was|were|are) caused by\b",
            r"\b(?:confirm\w*|prove[sdn]*|verified|clear)(?: that)?(?: \S+){1,6} (?:(?:is|was) (?:the|"
            r"our) (?:root )?cause|caused)\b",
            r"\b(?:leak|errors?|problem|issue|load|spike|lag) (?:comes?|came|stems?|originates?) from\b",
            r"\bculprit(?: (?:is|was)\b|:)",
            r"^it (?:was|is) the (?:\S+ ){0,2}(?:change|deploy\w*|release|config\w*|query|job|flag|certificate|"
            r"migration|commit|push|cache|index)\b",
        ),
    ),
    (
        "declared",
        (
            r"\bdeclare[sd]\b",
            rf"\b(?:incident|{_NUMBER}|{_LEVEL}|war ?room|incident (?:channel|bridge|call))(?: (?:was|is|has been))?"
            r" (?:opened|called|raised|created|announced)\b",
            rf"\b(?:open(?:ed|s)|raise[sd]|call(?:ed|s)|create[sd]) (?:an? |the )?(?:major |new |{_LEVEL} )?"
            rf"(?:incident|{_NUMBER}|{_LEVEL}|war ?room)\b",
            rf"\b(?:raised|upgraded|escalated|set|bumped|classified|promoted) (?:it |this |the incident )?"
            rf"(?:to|as)(?: an?)? {_LEVEL}\b",
            r"\b(?:open(?:ed|s)|start(?:ed|s)|create[sd]) (?:an? |the )?(?:incident|major|emergency) (?:bridge|"
            r"channel|call|room)\b",
            rf"^(?:an? )?{_LEVEL}(?: incident)?$",
        ),
    ),
    (
        "acknowledged",
        (
            r"\back(?:s|ed|'d|nowledge[sd])?\b",
            r"\bjoin(?:s|ed)\b(?! (?:#|the (?:channel|room|chat|group|server|workspace|conversation|meeting)\b))",
            r"\b(?:starts?|started|begins?|began) (?:to )?(?:look|investigat|debug|dig|triag)\w*",
            r"\binvestigation(?: \S+)? (?:begins?|began|starts?|started|opened)\b",
            r"\b(?:looking into|looking at|taking a look|having a look|investigating|triaging)\b",
            r"^(?:\S+ )?(?:is |are |am )?on it$|\bi'm on it\b",
            r"\b(?:pick(?:s|ed) up|took|takes|answer(?:s|ed)|respond(?:s|ed) to) the (?:page|alert|incident|phone|"
            r"call)\b",
            r"\b(?:on-?call|engineers?|responders?|dba|sre)\b(?: \S+){0,3} (?:logged|logs) (?:on|in)\b",
            r"\b(?:on-?call|engineers?|responders?|dba|sre|team)(?: (?:is|was|are|were))? (?:engaged|online|"
            r"responding)\b",
        ),
    ),
    (
        "detected",
        (
            rf"\b{_TOOL}{_GAP}{{0,5}} (?:fire[sd]|alerts?|alerted|triggers?|triggered|page[sd]|woke|went off|"
            rf"goes off|rang|flags|"
            r"flagged|reports|reported|detects|detected|picks up|picked up|catches|caught|goes red|went red|turned red|"
            r"fails|failed)\b",
            rf"\b{_TOOL} ?:",
            rf"\b(?:alerts?|alarms?|page|pager){_GAP}{{0,4}} (?:fire[sd]?|firing|triggers?|triggered|go(?:es)? off|"
            rf"went off|"
            r"received|come(?:s)? in|came in|arrive[sd]?|rings|rang|sound(?:s|ed)|raised|sent)\b",
            r"^(?:(?!\S*(?:ed|ing)\b|(?:no|new|false|test|an?|the|wrote|ran|set|built|made|"
            r"to)\b)[^\s,;:]+ ){0,4}(?:alerts?|alarms?)"
            r"(?: ?[:(]| (?:for|on|about|from|in) |$)",
            r"\balerted\b",
            r"\b(?:was|were|got|gets|is|been) paged\b|\bpaged(?: (?:by|at)\b|$)|\bpage[sd] (?:the )?on-?call\b",
            rf"\b{_PEOPLE}(?: (?!(?:to|was|were|been|is|are)\b)\S+){{0,2}} (?:reports?|reported|complaints?|"
            rf"complain(?:s|ed)?|tickets?|(?<!support )calls|called|"
            r"phone[sd]|rang|emailed|tweet(?:s|ed)?|wrote (?:in|to)|asks? why)\b(?! to\b)",
            r"^(?:the )?(?:\S+ ){1,3}(?:reports?|reported) (?:that|an?|the|wrong|missing|slow|lost|no)\b",
            r"\b(?:calls|called|rang|phoned|emails|emailed|writes)(?: in)? ?:",
            r"^alerts? \S+$",
            r"\b(?:reports?|complaints?|tickets?|calls|tweets|emails|messages) (?:of|about|from)\b(?! the\b)",
            r"\breported (?:by|in|that)\b",
            r"\b(?:notice[sd]|spot(?:s|ted)|detected|discovered|flagged)\b",
            rf"\b(?:saw|sees) (?:the |an? |some |many |a lot of )?(?:\S+ ){{0,2}}(?:{SYMPTOM}|spikes?|jump|"
            rf"anomal\w+)\b",
            r"\b(?:report|audit\w*|reconciliation|check)(?: \S+){0,5} (?:showed|shows|found|revealed) (?:an? |"
            r"the |missing |"
            r"wrong )(?:\S+ )?(?:gap|mismatch|difference|loss|rows|totals|records)?",
            r"\b(?:checks?|probes?|monitors?|dashboard)(?: \S+){0,3} (?:went|goes|turned|turns) red\b",
        ),
    ),
    (
        "started",
        (
            rf"\b(?:impact|incident|outage|downtime|disruption|degradation|blackout|{SYMPTOM})(?: (?!to\b)\S+){{0,4}} "
            r"(?:begins?|began|starts?|started|sets? in)\b(?! (?:to )?(?:fall|drop|declin|recover|eas|clear|go|decreas|"
            r"improv|subsid|com)\w*)",
            r"\bfirst (?:[45]xx|50\d|errors?|failures?|timeouts?|failed \S+|impact|wrong \S+|lost \S+)\b",
            rf"\b{SYMPTOM}(?: \S+){{0,3}} (?:climb(?:s|ed)?|spike[sd]?|jump(?:s|ed)?|rises?|rose|soar(?:s|ed)?|"
            rf"shoots up|"
            r"shot up|surge[sd])\b",
            r"\b(?:begins?|began|starts?|started) (?:to )?(?:see|seeing|fail\w*|get\w* errors|tim(?:e|ing) out|"
            r"return\w*|throw\w*|erroring|los(?:e|ing)|hang\w*|crash\w*|rise|rising|reject\w*|refus\w*|drop\w*|"
            r"stall\w*|disconnect\w*|freez\w*)\b",
            r"\b(?:go(?:es)?|went|gone) (?:down|offline|dark|dead|blank|stale)\b",
            rf"^(?:elevated|increased|intermittent|widespread|massive|high|many) {SYMPTOM}\b",
            r"^(?:(?:full|partial|total|regional|network|power|major) )*outage(?: (?:in|of|on|at|for|across) .*)?$",
            r"\b(?:becomes?|became|gets?|got|turns?|turned|is|are) (?:very |extremely |unusably |too )?"
            r"(?:slow|sluggish|unresponsive|unusable)\b(?<!recovery is slow)",
            r"\b(?:times? out|timed out|bounces?|(?:is|are|get|were) (?:rejected|refused|lost|bounced|declined|"
            r"duplicated|corrupted))\b",
            # A figure that is down is better than before, a service that is down is not.
            r"^(?!.*\b(?:rates?|errors?|latenc\w+|load|cpu|memory|usage|pressure|lag|delays?|queues?|backlog|counts?|"
            r"volume|failures|timeouts|[45]xx|50\ds?|alerts?|numbers?|temperatures?|times) down\b)"
            r"(?:\S+ ){1,4}(?:down|offline|unreachable|unavailable)(?: (?:for|in|across|everywhere)\b.*)?$",
            r"\b(?:fails?|failed|failing|breaks?|broke|broken) (?:for|across|in) (?:all|every\w*|most|many|some|the)\b",
            rf"\b{_PEOPLE}(?: \S+)? (?:see|get|receive|experience|hit|lose|are|were) (?:\S+ ){{0,2}}(?:{SYMPTOM}|"
            rf"wrong|blank|"
            r"empty|stale|other people's|other customers'|kicked|logged out|locked out|disconnected|charged twice)\b",
            r"\b(?:shows?|showed|displays?|displayed|serves?|served) (?:\S+ )?(?:empty|blank|wrong|stale|old|"
            r"errors?|nothing)\b",
            r"\b(?:site|service|website|app|api|database|primary|cluster|region|platform|server|shop|system|broker|"
            r"network|link)(?: \S+){0,2} (?:crash(?:es|ed)|died|dies)\b",
            r"\b(?:site|service|website|app|api|database|cluster|region|platform|shop|network|"
            r"system)(?: \S+)? (?:is|are) "
            r"(?:completely |all )?(?:down|offline|unreachable|unavailable)\b",
            rf"\b{_PEOPLE}(?: \S+){{0,3}} (?:can no longer|cannot|can't|are unable to|could no longer)\b",
            r"\b(?:nobody|no one|no \w+) can\b(?! (?:say|tell|explain|find|see why))",
            r"\b(?:drop(?:s|ped)?|falls?|fell) to (?:zero|0|nothing)\b",
            r"\bstop(?:s|ped)? (?:going out|working|responding|processing|serving|arriving|flowing|accepting|coming in|"
            r"updating|syncing|replicating|printing|being \w+ed|being sent)\b",
            r"\b(?:return(?:s|ed)|answer(?:s|ed) with|throws|threw) (?:an? |only )?(?:50\d|[45]xx|errors?)\b",
            r"\bpower (?:is |was )?lost\b|\b(?:lost|loses) power\b|\bpower (?:outage|cut)\b",
        ),
    ),
)

STEMS: dict[Moment, str] = {
    "closed": "close|watch ended",
    "resolved": "clear|fix|resolved",
    "recovered": (
        "back|again|recover|over|ended|ends|normal|zero|to 0|stop|clear|gone|cease|vanish|resolved|"
        "restore|green|healthy|operational|drained|caught up|empty|worked off|confirm|returned|down|"
        "settled|through|no more|no further|no new|free|below|under|it work|they work|everything|all |"
        "is fine"
    ),
    "mitigated": (
        "roll|rever|switch|hot|fix|patch|work|mitigation|disabl|deactiv| off|kill|cance|terminat|stop|halt|"
        "abort|over|promot|block|limit|throttl| ban|drain|isolat|quarantin|cordon|revoke|rotate|free|purge|"
        "flush|renew|reissue|replace|redeploy|unplug|detach|scale|added|doubled|tripled|raised|increased|"
        "bumped|upgraded|moved|shifted|diverted|routed|redirected|steered|cut|point|brought up|mode|"
        "remove|deleted|cleared|dropped|truncated|excluded|took |takes |pull|evicted|pause|downgraded|"
        "reduced|lowered|shed|restored|mitigated|stopped|failover"
    ),
    "diagnosed": (
        "cause|found|find|identif|isolat|locat|uncover|spotted|determin|confirm|establish|pinpoint|nailed|"
        "diagnosed|understood|figured|worked out|know|reali|trace|track|bisect|turned out|turns out|culprit|"
        "it was|it is|rca|analysis|saw|from|prove|verified|clear"
    ),
    "declared": "declare|open|called|calls|raise|create|announced|start|sev| as | to |p1|p2",
    "acknowledged": (
        " ack| join|look|start|beg|investigat|triag|on it|pick|took the|takes the|answer|respon|log|engaged|online"
    ),
    "detected": (
        "fire|firing|alert|trigger|page|woke|went|goes|rang|rings|flag|report|detect|pick|catch|caught|"
        "turn|fail|:|alarm|receiv|came|come|arrive|sound|raised|sent|complain|ticket|call|phone|mail|"
        "tweet|wrote|write|why|message|notice|spot|discovered|saw|sees|show|found|reveal"
    ),
    "started": (
        "begin|began|start|set in|sets in|first|climb|spike|jump|rise|rising|rose|soar|shoots|shot up|"
        "surge|down|offline|dark|dead|blank|stale|elevated|increased|intermittent|widespread|massive|"
        "high |many |outage|slow|sluggish|unrespons|unusable|unreach|unavail|fail|break|broke|crash|died|"
        "dies|no longer|cannot|can't|unable| can |drop|fall|fell|stop|return|answer|throw|threw|power|"
        "times out|timed out|time out|bounce|reject|refus|lost|lose|losing|decline|duplicat|corrupt|"
        "wrong|empty|old|other |kick|logged out|locked out|disconnect|charged twice| see | get | hit |"
        " receive | experience |shows|showed|display|serve"
    ),
}
"""Letters, divided by bars, of which each moment's cues need one: lines of a log hold few, and are passed over."""
