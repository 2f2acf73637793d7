"""Asyncio lives here: the engine, the scheduler, delivery."""
