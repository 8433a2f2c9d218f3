namespace Portal.Ipmi.InBand;

/// <summary>An answer that the driver delivered: which request it is for, and its bytes from the completion code on.</summary>
internal readonly record struct InBandAnswer(long MessageId, byte[] Bytes);
