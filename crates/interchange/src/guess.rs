//! Which kind a component of a foreign drawing is, by the words on it.

use std::iter::once;

/// Words and phrases, run together and in order, with the kind that they mean. `docs/formats/interchange.md` shows them.
const MEANINGS: &[(&str, &str)] = &[
    ("algolia", "search_index"),
    ("apigateway", "api_gateway"),
    ("apigee", "api_gateway"),
    ("appserver", "service"),
    ("athena", "data_warehouse"),
    ("auth", "auth_service"),
    ("authentication", "auth_service"),
    ("authorisation", "auth_service"),
    ("authorization", "auth_service"),
    ("authservice", "auth_service"),
    ("azurefunction", "serverless_function"),
    ("balancer", "load_balancer"),
    ("bigquery", "data_warehouse"),
    ("blob", "object_store"),
    ("blobstorage", "object_store"),
    ("blobstore", "object_store"),
    ("blockstorage", "block_store"),
    ("blockstore", "block_store"),
    ("browser", "client"),
    ("bucket", "object_store"),
    ("cache", "cache"),
    ("cassandra", "nosql_database"),
    ("cdn", "cdn"),
    ("celery", "worker"),
    ("client", "client"),
    ("clientapp", "client"),
    ("cloudflare", "cdn"),
    ("cloudfront", "cdn"),
    ("cloudfunction", "serverless_function"),
    ("cloudwatch", "monitoring"),
    ("cognito", "auth_service"),
    ("consul", "service_registry"),
    ("consumer", "worker"),
    ("cosmosdb", "nosql_database"),
    ("couchbase", "nosql_database"),
    ("cron", "scheduler"),
    ("cronjob", "scheduler"),
    ("customer", "client"),
    ("database", "sql_database"),
    ("datadog", "monitoring"),
    ("datastore", "sql_database"),
    ("datawarehouse", "data_warehouse"),
    ("db", "sql_database"),
    ("disk", "block_store"),
    ("dns", "dns"),
    ("documentdb", "nosql_database"),
    ("dynamo", "nosql_database"),
    ("dynamodb", "nosql_database"),
    ("ebs", "block_store"),
    ("elasticache", "cache"),
    ("elasticsearch", "search_index"),
    ("elb", "load_balancer"),
    ("etcd", "service_registry"),
    ("eureka", "service_registry"),
    ("eventbus", "pubsub_topic"),
    ("eventhub", "event_stream"),
    ("eventlog", "event_stream"),
    ("eventstream", "event_stream"),
    ("externalapi", "third_party_api"),
    ("externalservice", "third_party_api"),
    ("firestore", "nosql_database"),
    ("firewall", "web_application_firewall"),
    ("flink", "stream_processor"),
    ("frontend", "web_server"),
    ("function", "serverless_function"),
    ("gateway", "api_gateway"),
    ("grafana", "monitoring"),
    ("graphdatabase", "graph_database"),
    ("graphdb", "graph_database"),
    ("haproxy", "load_balancer"),
    ("hazelcast", "cache"),
    ("hbase", "nosql_database"),
    ("idp", "auth_service"),
    ("inference", "ml_model_server"),
    ("influx", "time_series_database"),
    ("influxdb", "time_series_database"),
    ("ingress", "load_balancer"),
    ("job", "worker"),
    ("kafka", "event_stream"),
    ("keycloak", "auth_service"),
    ("kibana", "logging"),
    ("kinesis", "event_stream"),
    ("kms", "secret_store"),
    ("lambda", "serverless_function"),
    ("laptop", "client"),
    ("lb", "load_balancer"),
    ("loadbalancer", "load_balancer"),
    ("loadbalancing", "load_balancer"),
    ("log", "logging"),
    ("logging", "logging"),
    ("logstash", "logging"),
    ("loki", "logging"),
    ("mariadb", "sql_database"),
    ("memcache", "cache"),
    ("memcached", "cache"),
    ("messagebroker", "message_queue"),
    ("messagequeue", "message_queue"),
    ("metric", "monitoring"),
    ("minio", "object_store"),
    ("ml", "ml_model_server"),
    ("mlmodel", "ml_model_server"),
    ("mobile", "client"),
    ("mobileapp", "client"),
    ("modelserver", "ml_model_server"),
    ("mongo", "nosql_database"),
    ("mongodb", "nosql_database"),
    ("monitoring", "monitoring"),
    ("mq", "message_queue"),
    ("mssql", "sql_database"),
    ("mysql", "sql_database"),
    ("nats", "pubsub_topic"),
    ("neo4j", "graph_database"),
    ("neptune", "graph_database"),
    ("nginx", "web_server"),
    ("nosql", "nosql_database"),
    ("nosqldatabase", "nosql_database"),
    ("nosqldb", "nosql_database"),
    ("oauth", "auth_service"),
    ("objectstorage", "object_store"),
    ("objectstore", "object_store"),
    ("okta", "auth_service"),
    ("opensearch", "search_index"),
    ("paymentgateway", "third_party_api"),
    ("paymentprovider", "third_party_api"),
    ("paypal", "third_party_api"),
    ("person", "client"),
    ("phone", "client"),
    ("postgre", "sql_database"),
    ("postgres", "sql_database"),
    ("postgresql", "sql_database"),
    ("prometheus", "monitoring"),
    ("proxy", "load_balancer"),
    ("pubsub", "pubsub_topic"),
    ("queue", "message_queue"),
    ("rabbitmq", "message_queue"),
    ("ratelimit", "rate_limiter"),
    ("ratelimiter", "rate_limiter"),
    ("ratelimiting", "rate_limiter"),
    ("rdbms", "sql_database"),
    ("rds", "sql_database"),
    ("redis", "cache"),
    ("redshift", "data_warehouse"),
    ("reverseproxy", "load_balancer"),
    ("route53", "dns"),
    ("s3", "object_store"),
    ("scheduler", "scheduler"),
    ("searchengine", "search_index"),
    ("searchindex", "search_index"),
    ("searchservice", "search_index"),
    ("secret", "secret_store"),
    ("sendgrid", "third_party_api"),
    ("servicediscovery", "service_registry"),
    ("serviceregistry", "service_registry"),
    ("snowflake", "data_warehouse"),
    ("sns", "pubsub_topic"),
    ("solr", "search_index"),
    ("spark", "stream_processor"),
    ("sql", "sql_database"),
    ("sqlserver", "sql_database"),
    ("sqs", "message_queue"),
    ("sso", "auth_service"),
    ("stream", "event_stream"),
    ("streamprocessing", "stream_processor"),
    ("streamprocessor", "stream_processor"),
    ("stripe", "third_party_api"),
    ("thirdparty", "third_party_api"),
    ("thirdpartyapi", "third_party_api"),
    ("timescale", "time_series_database"),
    ("timescaledb", "time_series_database"),
    ("timeseriesdatabase", "time_series_database"),
    ("timeseriesdb", "time_series_database"),
    ("tokenservice", "auth_service"),
    ("topic", "pubsub_topic"),
    ("tracing", "monitoring"),
    ("tsdb", "time_series_database"),
    ("twilio", "third_party_api"),
    ("user", "client"),
    ("varnish", "cache"),
    ("vault", "secret_store"),
    ("volume", "block_store"),
    ("waf", "web_application_firewall"),
    ("warehouse", "data_warehouse"),
    ("webapp", "web_server"),
    ("webapplicationfirewall", "web_application_firewall"),
    ("webbrowser", "client"),
    ("webserver", "web_server"),
    ("worker", "worker"),
    ("zookeeper", "service_registry"),
];

/// What a component is that nothing is known of.
pub(crate) const USUAL: &str = "service";

const CLIENT: &str = "client";
/// Words of a label that are looked at, from its end.
const MOST_WORDS: usize = 12;
/// Words of the longest phrase, "web application firewall".
const LONGEST_PHRASE: usize = 3;

/// By the last word or phrase that means a kind: an "Order queue worker" is a worker. `None` where no word does.
pub(crate) fn of_words(text: &str) -> Option<&'static str> {
    let words = last_words(text);
    // A "User service" serves users and is none.
    let mut could_be_a_client = true;
    for end in (1..=words.len()).rev() {
        let starts = end.saturating_sub(LONGEST_PHRASE)..end;
        let mut phrases = starts.filter_map(|start| words.get(start..end));
        match phrases.find_map(|phrase| meaning(&phrase.concat())) {
            Some(kind) if could_be_a_client || kind != CLIENT => return Some(kind),
            _ => {}
        }
        could_be_a_client &= words.get(end - 1).is_none_or(|word| is_passed_over(word));
    }
    None
}

/// Numbers and single letters behind a name change nothing: "Client 2", "Client A".
fn is_passed_over(word: &str) -> bool {
    word.len() <= 1 || word.chars().all(|letter| letter.is_ascii_digit())
}

fn meaning(phrase: &str) -> Option<&'static str> {
    let singular = phrase.strip_suffix('s').unwrap_or(phrase);
    once(phrase).chain(once(singular)).find_map(|phrase| {
        let at = MEANINGS.binary_search_by_key(&phrase, |(words, _)| words).ok()?;
        MEANINGS.get(at).map(|(_, kind)| *kind)
    })
}

/// Or a figure. Of other scripts all but white space: which are letters would take a table, and this one has none.
pub(crate) fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii() && !letter.is_whitespace()
}

/// In small letters, parted also where capital letters say so: "OrderDB" is two words.
fn last_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut letters = text.chars().rev().take(MOST_WORDS * 20).collect::<Vec<_>>();
    letters.reverse();
    let mut before = ' ';
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let begins = !before.is_alphanumeric()
            || letter.is_uppercase()
                && (before.is_lowercase() || before.is_uppercase() && next.is_lowercase());
        if letter.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if !begins => word.extend(letter.to_lowercase()),
                _ => words.push(letter.to_lowercase().collect()),
            }
        }
        before = letter;
    }
    words.split_off(words.len().saturating_sub(MOST_WORDS))
}

#[cfg(test)]
mod tests {
    use diagram::Catalogue;

    use super::*;

    #[test]
    fn the_table_is_in_order_and_every_kind_of_it_is_in_the_catalogue() {
        assert!(MEANINGS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (words, kind) in MEANINGS {
            assert!(Catalogue::builtin().kind(kind).is_some(), "{words}: {kind}");
        }
        assert!(Catalogue::builtin().kind(USUAL).is_some());
    }

    #[test]
    fn the_documentation_shows_the_whole_table() {
        let documentation = include_str!("../../../docs/formats/interchange.md");
        for (words, kind) in MEANINGS {
            let start = format!("| `{kind}` |");
            let line = documentation.lines().find(|line| line.starts_with(&start)).unwrap();
            assert!(line.contains(&format!("`{words}`")), "{words}: {kind}");
        }
    }

    #[test]
    fn the_name_of_every_kind_means_that_kind() {
        for kind in &Catalogue::builtin().kinds {
            assert_eq!(of_words(&kind.name).unwrap_or(USUAL), kind.id, "{}", kind.name);
        }
    }

    #[test]
    fn the_last_word_that_means_something_counts() {
        for (label, kind) in [
            ("Redis cache", Some("cache")),
            ("PostgreSQL (primary)", Some("sql_database")),
            ("OrderDB", Some("sql_database")),
            ("Order queue worker", Some("worker")),
            ("Users", Some("client")),
            ("Client 2", Some("client")),
            ("User service", None),
            ("User database", Some("sql_database")),
            ("Nginx load-balancer", Some("load_balancer")),
            ("RabbitMQ", Some("message_queue")),
            ("APIGateway", Some("api_gateway")),
            ("Amazon S3 buckets", Some("object_store")),
            ("Auth API", Some("auth_service")),
            ("mxgraph.aws4.elastic_load_balancing", Some("load_balancer")),
            ("Checkout", None),
            ("", None),
        ] {
            assert_eq!(of_words(label), kind, "{label}");
        }
    }

    #[test]
    fn only_the_end_of_an_endless_label_is_looked_at() {
        assert_eq!(of_words(&("cache ".repeat(100_000) + "x y z")), Some("cache"));
        assert_eq!(of_words(&("cache ".to_owned() + &"x ".repeat(100_000))), None);
    }
}
