using Portal.Ipmi.Bridging;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>Commands to controllers behind the BMC.</content>
public sealed partial class BmcSession
{
    /// <summary>Send Message may hold Send Message, and then an answer is wrapped twice.</summary>
    private const int DeepestAnswer = 2;

    /// <inheritdoc />
    public IIpmiConnection Behind(SatelliteAddress satellite)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        return new SatelliteConnection(this, satellite);
    }

    /// <summary>
    /// The message that an answer to Send Message holds, when the outstanding command is bridged; it counts as an answer under the number of the
    /// one around it. Called under the gate.
    /// </summary>
    private LanMessage Unwrap(LanMessage answer)
    {
        var message = answer;
        for (var depth = 0; depth < DeepestAnswer && _lane.IsBridged && message.IsAnswerTo(SendMessage.Code) && message.CompletionCode == CompletionCode.Ok; depth++)
        {
            if (!LanMessage.TryReadResponse(message.Data, out var inside))
                break;
            message = inside.Numbered(answer.RequestSequence);
        }

        return message;
    }
}
