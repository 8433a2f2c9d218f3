using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>The answer to one command: its first byte stands for the completion code.</summary>
internal sealed class RequestTarget<TResponse>(IpmiRequest<TResponse> request, string name) : FuzzTarget, IRequestTarget
{
    public override string Name => name;

    public CommandCode Code => request.Code;

    public bool IsHarmless => request.IsIdempotent;

    public Type RequestType => request.GetType();

    public override object? Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return null;
        var reader = new IpmiReader(input[1..]);
        // Mostly a success: otherwise all but few inputs would be refusals.
        var code = input[0] < 0xE0 ? (CompletionCode)0 : (CompletionCode)((input[0] & 0x1F) + 0x70);
        return request.ReadAnswer(code, ref reader);
    }

    public override bool IsExpected(Exception exception) => exception is IpmiFormatException or IpmiCommandException;

    public byte[] Write()
    {
        var buffer = new byte[LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(buffer);
        request.Write(ref writer);
        return buffer[..writer.Written];
    }
}
