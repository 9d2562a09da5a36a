using Millrace.Kafka.Native;

namespace Millrace.Kafka.Tests.Errors;

/// <summary>The table of librdkafka's errors.</summary>
public sealed class KafkaReactionTests
{
    [Theory]
    [InlineData(-195, "_TRANSPORT", typeof(BrokerUnavailableException))]
    [InlineData(-187, "_ALL_BROKERS_DOWN", typeof(BrokerUnavailableException))]
    [InlineData(-185, "_TIMED_OUT", typeof(BrokerUnavailableException))]
    [InlineData(-147, "_MAX_POLL_EXCEEDED", typeof(BrokerUnavailableException))]
    [InlineData(6, "NOT_LEADER_FOR_PARTITION", typeof(BrokerUnavailableException))]
    [InlineData(14, "COORDINATOR_LOAD_IN_PROGRESS", typeof(BrokerUnavailableException))]
    [InlineData(51, "CONCURRENT_TRANSACTIONS", typeof(BrokerUnavailableException))]
    [InlineData(88, "UNSTABLE_OFFSET_COMMIT", typeof(BrokerUnavailableException))]
    [InlineData(111, "UNRELEASED_INSTANCE_ID", typeof(BrokerUnavailableException))]
    [InlineData(120, "TRANSACTION_ABORTABLE", typeof(TransactionAbortedException))]
    [InlineData(49, "INVALID_PRODUCER_ID_MAPPING", typeof(TransactionAbortedException))]
    [InlineData(-152, "_PURGE_QUEUE", typeof(TransactionAbortedException))]
    [InlineData(90, "PRODUCER_FENCED", typeof(FencedException))]
    [InlineData(47, "INVALID_PRODUCER_EPOCH", typeof(FencedException))]
    [InlineData(22, "ILLEGAL_GENERATION", typeof(FencedException))]
    [InlineData(82, "FENCED_INSTANCE_ID", typeof(FencedException))]
    [InlineData(113, "STALE_MEMBER_EPOCH", typeof(FencedException))]
    [InlineData(3, "UNKNOWN_TOPIC_OR_PART", typeof(TopicMissingException))]
    [InlineData(-190, "_UNKNOWN_PARTITION", typeof(TopicMissingException))]
    [InlineData(-169, "_AUTHENTICATION", typeof(AuthenticationFailedException))]
    [InlineData(-181, "_SSL", typeof(AuthenticationFailedException))]
    [InlineData(58, "SASL_AUTHENTICATION_FAILED", typeof(AuthenticationFailedException))]
    [InlineData(29, "TOPIC_AUTHORIZATION_FAILED", typeof(AuthorizationFailedException))]
    [InlineData(30, "GROUP_AUTHORIZATION_FAILED", typeof(AuthorizationFailedException))]
    [InlineData(53, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", typeof(AuthorizationFailedException))]
    [InlineData(1, "OFFSET_OUT_OF_RANGE", typeof(OffsetOutOfRangeException))]
    [InlineData(-140, "_AUTO_OFFSET_RESET", typeof(OffsetOutOfRangeException))]
    [InlineData(10, "MSG_SIZE_TOO_LARGE", typeof(RecordTooLargeException))]
    [InlineData(44, "POLICY_VIOLATION", typeof(KafkaFatalException))]
    [InlineData(-172, "_STATE", typeof(KafkaFatalException))]
    public void Every_error_that_matters_has_its_reaction(int code, string name, Type exception)
    {
        Assert.Equal(name, LibRdKafka.NameOf(code));
        var error = KafkaErrors.Create(code, "It failed");
        Assert.IsType(exception, error);
        Assert.Equal(code, error.Code);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(exception == typeof(BrokerUnavailableException) || exception == typeof(TransactionAbortedException), error.IsTransient);
    }

    [Fact]
    public void An_error_that_nobody_has_thought_of_is_fatal() =>
        Assert.IsType<KafkaFatalException>(KafkaErrors.Create(9999, "It failed"));

    [Theory]
    [InlineData(22, true)]
    [InlineData(82, true)]
    [InlineData(113, true)]
    [InlineData(90, false)]
    [InlineData(47, false)]
    public void A_fence_says_whether_it_is_of_the_membership_or_of_the_producer(int code, bool membership) =>
        Assert.Equal(membership, Assert.IsType<FencedException>(KafkaErrors.Create(code, "It failed")).IsMembership);
}
