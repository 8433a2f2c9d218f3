using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Power Limit, DCMI 1.5 §6.6.2.</summary>
public sealed record GetPowerLimit : DcmiRequest<PowerLimitStatus>
{
    private const CompletionCode NoActiveLimit = (CompletionCode)0x80;

    /// <inheritdoc />
    public override byte Command => 0x03;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2-3 reserved  */
        writer.WriteUInt16(0);
    }

    /// <inheritdoc />
    protected internal override PowerLimitStatus ReadAnswer(CompletionCode code, ref IpmiReader reader)
    {
        if (code != NoActiveLimit)
            return base.ReadAnswer(code, ref reader);
        const int wholeAnswer = 14;
        if (reader.Remaining < wholeAnswer)
            return new PowerLimitStatus(IsActive: false, Limit: null);
        var stored = Read(ref reader).Limit!;
        // A limit of 0 W can not be set.
        return new PowerLimitStatus(IsActive: false, stored.Watts == 0 ? null : stored);
    }

    /// <inheritdoc />
    protected override PowerLimitStatus ReadBody(ref IpmiReader reader)
    {
        /*  1     group
            2-3   reserved
            4     exception action
            5-6   limit in watts
            7-10  correction time in milliseconds
            11-12 reserved
            13-14 statistics sampling period in seconds  */
        reader.Skip(2);
        var action = (PowerLimitAction)reader.ReadByte();
        var watts = reader.ReadUInt16();
        var correction = TimeSpan.FromMilliseconds(reader.ReadUInt32());
        reader.Skip(2);
        return new PowerLimitStatus(IsActive: true, new PowerLimit(watts, action, correction, TimeSpan.FromSeconds(reader.ReadUInt16())));
    }
}
