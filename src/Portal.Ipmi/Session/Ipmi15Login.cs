using System.Buffers.Binary;
using System.Security.Cryptography;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>
/// Opens a session of IPMI 1.5 (§12.9): Get Channel Authentication Capabilities, Get Session Challenge, Activate Session. The BMC
/// proves that it knows the password by signing the answer to the last.
/// </summary>
internal sealed class Ipmi15Login(SessionlessExchange exchange, SessionLogin login, TimeProvider time)
{
    /// <summary>A BMC may count each copy of a wrong password as a try of its own, and lock the user out.</summary>
    private const int ActivateTransmissions = 3;

    private readonly long _began = time.GetTimestamp();

    private TimeSpan Remaining => login.OpenTimeout - time.GetElapsedTime(_began);

    private PrivilegeLevel Privilege => login.Privilege == PrivilegeLevel.Highest ? PrivilegeLevel.Administrator : login.Privilege;

    /// <summary>Logs in.</summary>
    /// <exception cref="IpmiException">With the <see cref="IpmiFailure"/> that says how it failed.</exception>
    public async Task<Ipmi15Grant> RunAsync(CancellationToken ct)
    {
        var capabilities = await AskAsync(new GetChannelAuthenticationCapabilities(Privilege, Extended: false), ct).ConfigureAwait(false);
        var type = Choose(capabilities);
        SessionChallenge challenge;
        try
        {
            challenge = await AskAsync(new GetSessionChallenge(type, login.UserNameBytes), ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e)
        {
            throw Refused(e.CompletionCode, GetSessionChallenge.FailureOf(e.CompletionCode), new GetSessionChallenge(type, login.UserNameBytes).Describe(e.CompletionCode));
        }

        return await ActivateAsync(type, challenge, ct).ConfigureAwait(false);
    }

    private async Task<TResponse> AskAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) =>
        await exchange.SendAsync(request, Remaining, int.MaxValue, ct).ConfigureAwait(false);

    private AuthenticationType Choose(ChannelAuthenticationCapabilities capabilities)
    {
        foreach (var type in login.Types15)
        {
            if (capabilities.Offers(type))
                return type;
        }

        throw new IpmiAuthenticationException(
            IpmiFailure.CipherSuiteRefused,
            $"The BMC offers none of the IPMI 1.5 authentication types allowed here ({string.Join(", ", login.Types15)}) at privilege level {Privilege}.");
    }

    private async Task<Ipmi15Grant> ActivateAsync(AuthenticationType type, SessionChallenge challenge, CancellationToken ct)
    {
        var digest = new LegacyDigest(type, login.Password);
        try
        {
            var outbound = DrawSequence();
            var request = new ActivateSession(type, Privilege, challenge.Challenge, outbound);
            var sequence = (byte)RandomNumberGenerator.GetInt32(64);
            var answer = await exchange.AskAsync(
                Write(request, digest, challenge.TemporarySessionId, sequence),
                (ReadOnlySpan<byte> datagram, out Answer? read) => TryRead(datagram, request.Code, sequence, digest, challenge.TemporarySessionId, out read),
                Remaining, ActivateTransmissions, ct).ConfigureAwait(false) ?? throw new IpmiTimeoutException(
                    IpmiFailure.NoAnswer,
                    "The BMC knows the user, but did not answer Activate Session. With IPMI 1.5 that is how most BMCs refuse a wrong password.",
                    outcomeUnknown: false);
            if (answer.CompletionCode != CompletionCode.Ok)
                throw Refused(answer.CompletionCode, ActivateSession.FailureOf(answer.CompletionCode), request.Describe(answer.CompletionCode));
            if (!answer.IsVerified && !login.Quirks.HasFlag(Quirks.UnverifiedAnswers15))
            {
                throw new IpmiAuthenticationException(
                    IpmiFailure.Rakp2Mismatch, $"The password for user '{login.UserName}' is not the BMC's: its answer to Activate Session does not verify.");
            }

            var reader = new IpmiReader(answer.Data);
            var activation = request.Read(ref reader);
            var plain = activation.RemainderType == AuthenticationType.None;
            return new Ipmi15Grant(
                new LegacySealer(digest, plain, login.Quirks.HasFlag(Quirks.UnverifiedAnswers15)), type,
                activation.SessionId, activation.InboundSequence, outbound, isSigned: type is AuthenticationType.Md2 or AuthenticationType.Md5 && !plain);
        }
        catch
        {
            digest.Dispose();
            throw;
        }
    }

    private static uint DrawSequence()
    {
        Span<byte> bytes = stackalloc byte[4];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) | 1;
    }

    private static byte[] Write(ActivateSession request, LegacyDigest digest, uint sessionId, byte requestSequence)
    {
        Span<byte> message = stackalloc byte[LanMessage.MaxBytes];
        var writer = new IpmiWriter(message);
        LanMessage.BeginRequest(ref writer, request.Code, request.Lun, requestSequence);
        request.Write(ref writer);
        LanMessage.EndRequest(ref writer, message);
        Span<byte> datagram = stackalloc byte[RmcpPacket.MaxDatagramBytes];
        return datagram[..LegacyPacket.Write(datagram, digest, sessionId, sequence: 0, message[..writer.Written])].ToArray();
    }

    /// <summary>Also takes an answer whose code does not verify: a refusal may come unsigned.</summary>
    private static bool TryRead(ReadOnlySpan<byte> datagram, CommandCode code, byte requestSequence, LegacyDigest digest, uint sessionId, out Answer? answer)
    {
        answer = null;
        if (!LegacyPacket.TryRead(datagram, out var packet) || !LanMessage.HasGoodChecksums(packet.Message) ||
            !LanMessage.TryReadResponse(packet.Message, out var message) || message.NetFn != (byte)code.NetFn + 1 ||
            message.Command != code.Command || message.RequestSequence != requestSequence || (packet.SessionId != sessionId && packet.SessionId != 0))
            return false;
        Span<byte> expected = stackalloc byte[LegacyDigest.CodeBytes];
        digest.Compute(packet.SessionId, packet.Sequence, packet.Message, expected);
        var isVerified = packet.Type == digest.Type && CryptographicOperations.FixedTimeEquals(expected[..packet.Code.Length], packet.Code);
        answer = new Answer(message.CompletionCode, message.Data.ToArray(), isVerified);
        return true;
    }

    private IpmiAuthenticationException Refused(CompletionCode code, IpmiFailure failure, string? meaning) =>
        new(failure, $"The BMC refused an IPMI 1.5 session for user '{login.UserName}' with completion code {(byte)code:X2}h ({meaning ?? code.Describe()}).");

    private sealed record Answer(CompletionCode CompletionCode, byte[] Data, bool IsVerified);
}
