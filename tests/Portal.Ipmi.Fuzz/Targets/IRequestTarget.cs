namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>What seeds need of a request's target.</summary>
internal interface IRequestTarget
{
    CommandCode Code { get; }

    /// <summary>May be sent to a simulator to get a seed.</summary>
    bool IsHarmless { get; }

    Type RequestType { get; }

    /// <summary>The request's data.</summary>
    byte[] Write();
}
